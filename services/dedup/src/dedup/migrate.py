"""
`python -m dedup.migrate`: bring the dedup database to the newest revision.
"""

from pathlib import Path

from mediacore import migrating

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """
    Bring a database to the newest revision.
    """
    migrating.upgrade(MIGRATIONS, url)


if __name__ == "__main__":
    from dedup.wiring import settings

    upgrade(settings().database_url)
