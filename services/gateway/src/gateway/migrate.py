"""
`python -m gateway.migrate`: bring the gateway's database to the newest revision.
"""

from pathlib import Path

from mediacore import migrating
from mediacore.process_start import begin

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """
    Bring a database to the newest revision.
    """
    migrating.upgrade(MIGRATIONS, url)


if __name__ == "__main__":
    from gateway.settings import CONFIG, GatewaySettings

    upgrade(begin(GatewaySettings, CONFIG).database_url)
