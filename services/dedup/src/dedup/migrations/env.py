"""
Alembic's entry: the tables in code against the database.
"""

from dedup.tables import metadata
from mediacore.migrating import run_environment

run_environment(metadata)
