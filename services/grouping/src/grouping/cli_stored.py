"""
The command line's answers from the service's database.
"""

import time

from grouping.cli_database import (
    DatabaseScan,
    opened,
    stored_counts,
    stored_groups,
    stored_neighbours,
    stored_problems,
)
from grouping.cli_memory import Found, Near, Wanted, more
from grouping.cli_output import Summary
from grouping.cli_settings import CliSettings
from mediacore.scan_listener import Progress


def scan_database(
    settings: CliSettings, root: bytes, progress: Progress, *, work: bool, every: bool
) -> Found:
    """
    Run a scan of the service, and tell what its database holds then.

    :param work: whether this process reads the files, or only follows.
    :param every: whether the groups themselves are wanted too.
    """
    started = time.monotonic()
    with opened(settings.database_url) as database:
        status = DatabaseScan(
            database,
            root,
            rules=settings.rules(),
            exclusions=settings.exclusions(),
            batch_size=settings.batch_size,
            progress=progress,
        ).run(work=work)
        spent = time.monotonic() - started
        problems = stored_problems(database)
        counts = stored_counts(database)
        groups = stored_groups(database, None, "", None) if every else []
    note = "" if status.state == "done" else f"The scan ended early: it was {status.state}."
    return Found(
        groups,
        Summary(status.files, spent, counts, len(problems), problems),
        status.note or note,
    )


def list_database(settings: CliSettings, wanted: Wanted) -> Found:
    """
    Choose among the groups of the service's database.
    """
    with opened(settings.database_url) as database:
        groups = stored_groups(database, wanted.group_type, wanted.prefix, wanted.limit + 1)
        counts = stored_counts(database)
    files = sum(row["files"] for row in counts.values())
    shown = groups[: wanted.limit]
    return Found(shown, Summary(files, 0.0, counts, 0, ()), more(len(groups) - len(shown)))


def near_in_database(settings: CliSettings, path: bytes) -> Near:
    """
    Take what the service's database knows, and what its owner decided.
    """
    with opened(settings.database_url) as database:
        return Near(*stored_neighbours(database, path, settings.rules()))
