"""
What the services' own tests bring: a scripted Immich, and read models.
"""

from tests.integration.gateway.conftest import immich, models, services

__all__ = ["immich", "models", "services"]
