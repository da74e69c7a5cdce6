"""
Alembic's entry: the tables in code against the database.
"""

from gateway.tables import metadata
from mediacore.migrating import run_environment

run_environment(metadata)
