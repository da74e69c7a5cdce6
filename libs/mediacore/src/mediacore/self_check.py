"""
What a service makes of its own surroundings: facts in, findings out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mediacore.findings import Finding, Level, fine

CLOCK_SECONDS = 5.0  # more than this apart, times of two machines cannot be compared
DISK_LEAST = 1024**3
DISK_SHARE = 0.02
QUEUE_MOST = 5_000
WAITED_SECONDS = 120.0
IDLE_SECONDS = 600.0
WATCHER_SECONDS = 120.0
UNREADABLE_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """
    A database as its service found it.

    :ivar problem: why it does not answer; the rest means nothing then.
    :ivar ahead: seconds by which its clock is ahead of the service's.
    :ivar revision: what it was migrated to; `None`: nothing yet.
    :ivar knows_revision: whether this program has the migration of that name.
    """

    problem: str = ""
    version: str = ""
    size: int = 0
    ahead: float = 0.0
    revision: str | None = None
    newest: str | None = None
    knows_revision: bool = True


@dataclass(frozen=True, slots=True)
class QueueFacts:
    """
    The Redis of the jobs.

    :ivar policy: its `maxmemory-policy`; `None` where it does not tell.
    """

    problem: str = ""
    policy: str | None = "noeviction"
    messages: int = 0


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """
    The library's folder, as this process sees it.

    :ivar problem: why it cannot be listed.
    :ivar is_mounted_read_only: whether the mount itself forbids writing.
    :ivar is_writable: whether this account could write.
    """

    path: str
    problem: str = ""
    is_empty: bool = False
    is_mounted_read_only: bool = True
    is_writable: bool = False
    filesystem: str = "unknown"
    is_network: bool = False
    watch_mode: str = "auto"
    watch_limit: int = 0


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """
    What there is to do, and who does it.

    :ivar watcher: what the watcher last said of itself; `None`: it never did.
    :ivar watcher_silent: seconds since then.
    :ivar waiting: portions of files that nobody has begun.
    :ivar waited: seconds since the oldest of them could have been begun.
    :ivar idle: seconds since a worker last gave a sign.
    """

    folders: int = 0
    files: int = 0
    unreadable: int = 0
    watcher: Mapping[str, Any] | None = None
    watcher_silent: float = 0.0
    waiting: int = 0
    waited: float = 0.0
    idle: float = 0.0


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """
    Everything that a service looks at.

    :ivar work: `None` while the database cannot tell.
    :ivar disk: a place, its free bytes and all of them.
    """

    service: str
    is_local: bool
    database: DatabaseFacts
    queue: QueueFacts
    media: MediaFacts
    work: WorkFacts | None
    disk: tuple[str, int, int]


def judged(facts: ServiceFacts) -> list[Finding]:
    """
    Give a finding for each thing that was looked at.
    """
    found = [
        *judge_database(facts.service, facts.database),
        *_queue(facts.service, facts.queue),
        *_media(facts),
    ]
    if facts.work is not None:
        found += _work(facts.service, facts.media, facts.work)
    path, free, total = facts.disk
    return [*found, judge_disk(facts.service, path, free, total)]


def judge_database(part: str, facts: DatabaseFacts) -> Iterator[Finding]:
    """
    Judge a service's database.
    """
    if facts.problem:
        yield Finding(
            "database",
            Level.ERROR,
            f"The database does not answer: {facts.problem}",
            "Start Postgres, and check DATABASE_URL: host, port, role, password.",
            part,
        )
        return
    size = f"{facts.size / 1024**2:,.0f} MiB"
    yield fine("database", part, f"PostgreSQL {facts.version} answers; {size}.")
    yield _migrated(part, facts)
    yield judge_clock("database-clock", part, "the database", facts.ahead)


def _migrated(part: str, facts: DatabaseFacts) -> Finding:
    if facts.revision == facts.newest:
        return fine("database-migrated", part, f"The tables are those of revision {facts.newest}.")
    if facts.knows_revision:
        has = f"revision {facts.revision}" if facts.revision else "no tables"
        return Finding(
            "database-migrated",
            Level.ERROR,
            f"The database has {has}; this program needs revision {facts.newest}.",
            f"Run `python -m {part}.migrate`: it goes forward, and may run twice.",
            part,
        )
    return Finding(
        "database-migrated",
        Level.ERROR,
        f"The database has revision {facts.revision}, which this program does not know.",
        "Start the newer version again, or restore the backup made before the upgrade.",
        part,
    )


def judge_clock(name: str, part: str, whose: str, ahead: float) -> Finding:
    """
    Judge by how many seconds another machine's clock is ahead of this one's.
    """
    if abs(ahead) <= CLOCK_SECONDS:
        return fine(name, part, f"The clock of {whose} agrees with this machine's.")
    way = "ahead of" if ahead > 0 else "behind"
    return Finding(
        name,
        Level.WARNING,
        f"The clock of {whose} is {abs(ahead):.0f} seconds {way} this machine's.",
        "Let both machines set their clocks by NTP.",
        part,
    )


def _queue(part: str, facts: QueueFacts) -> Iterator[Finding]:
    if facts.problem:
        yield Finding(
            "redis",
            Level.ERROR,
            f"The Redis of the jobs does not answer: {facts.problem}",
            "Start it, and check REDIS_URL. The work is kept in Postgres; nothing is lost.",
            part,
        )
        return
    yield fine("redis", part, "The Redis of the jobs answers.")
    if facts.policy == "noeviction":
        yield fine("redis-eviction", part, "The Redis of the jobs evicts nothing.")
    elif facts.policy is None:
        yield Finding(
            "redis-eviction",
            Level.WARNING,
            "The Redis of the jobs does not tell its maxmemory-policy.",
            "See to it yourself that it is noeviction.",
            part,
        )
    else:
        yield Finding(
            "redis-eviction",
            Level.ERROR,
            f"The Redis of the jobs evicts: its maxmemory-policy is {facts.policy}.",
            "Set maxmemory-policy noeviction, and give the cache a Redis of its own.",
            part,
        )
    if facts.messages > QUEUE_MOST:
        yield Finding(
            "queue-depth",
            Level.WARNING,
            f"{facts.messages:,} messages wait for a worker.",
            f"See whether {part}'s workers run; start more of them.",
            part,
        )
    else:
        yield fine("queue-depth", part, f"{facts.messages:,} messages wait for a worker.")


def _media(facts: ServiceFacts) -> Iterator[Finding]:
    part, media = facts.service, facts.media
    known = facts.work.files if facts.work is not None else 0
    if media.problem:
        yield Finding(
            "media-readable",
            Level.ERROR,
            f"{media.path} cannot be read: {media.problem}",
            "Mount the photos there, readable by the account of the services; see MEDIA_PATH.",
            part,
        )
        return
    if media.is_empty:
        yield Finding(
            "media-readable",
            Level.ERROR if known else Level.WARNING,
            f"{media.path} is empty; {known:,} files are known.",
            "See whether the file system is mounted. Until then nothing counts as deleted.",
            part,
        )
    else:
        yield fine("media-readable", part, f"{media.path} can be read; {known:,} files are known.")
    yield _read_only(part, media, is_local=facts.is_local)


def _read_only(part: str, media: MediaFacts, *, is_local: bool) -> Finding:
    if media.is_mounted_read_only:
        return fine("media-read-only", part, f"{media.path} is mounted read-only.")
    if not media.is_writable:
        what = f"{media.path} is mounted for writing, but this account may not write there."
        return fine("media-read-only", part, what)
    what = f"{media.path} could be written to; Twinlens only ever opens it for reading."
    if is_local:
        return fine("media-read-only", part, what)
    return Finding(
        "media-read-only",
        Level.WARNING,
        what,
        "Mount it read-only (`:ro`), so that nothing has to be believed.",
        part,
    )


def _work(part: str, media: MediaFacts, work: WorkFacts) -> Iterator[Finding]:
    yield _watching(part, media, work)
    yield _workers(part, work)
    share = work.unreadable / work.files if work.files else 0.0
    what = f"{work.unreadable:,} of {work.files:,} files could not be read."
    if share > UNREADABLE_SHARE:
        yield Finding(
            "files-unreadable",
            Level.WARNING,
            what,
            "The Scan page names the latest, and why; often it is permissions.",
            part,
        )
    else:
        yield fine("files-unreadable", part, what)


def _watching(part: str, media: MediaFacts, work: WorkFacts) -> Finding:
    name, told = "media-watching", work.watcher
    if told is None or work.watcher_silent > WATCHER_SECONDS:
        since = "yet" if told is None else f"for {work.watcher_silent:.0f} seconds"
        what = f"The watcher of {part} has not been heard of {since}."
        todo = f"Start `python -m {part}.watch`; its log says why it ended."
        return Finding(name, Level.ERROR, what, todo, part)
    mode, where = told["mode"], f"{media.path} ({media.filesystem})"
    if told.get("suspended"):
        what = f"What is missing from {where} does not count as deleted: it looks unmounted."
        return Finding(name, Level.ERROR, what, "Mount the photos again.", part)
    if mode == "inotify" and media.is_network:
        what = f"{where} is watched by inotify, which sees nothing of other machines' changes."
        return Finding(name, Level.WARNING, what, "Set WATCH_MODE to auto or poll.", part)
    if mode == "poll" and not media.is_network and media.watch_mode == "auto":
        what = f"{where} is polled: {told.get('reason', '')}"
        todo = (
            f"There are {work.folders:,} folders, and {media.watch_limit:,} may be watched:"
            " raise fs.inotify.max_user_watches on the host to hear of changes at once."
        )
        return Finding(name, Level.WARNING, what, todo, part)
    return fine(name, part, f"{where} is watched by {mode}. {told.get('reason', '')}".strip())


def _workers(part: str, work: WorkFacts) -> Finding:
    if work.waiting and work.waited > WAITED_SECONDS and work.idle > IDLE_SECONDS:
        return Finding(
            "workers",
            Level.ERROR,
            f"{work.waiting:,} portions of files wait, and no worker has taken one"
            f" for {work.idle / 60:.0f} minutes.",
            f"Start `python -m {part}.worker`; its log says why it ended.",
            part,
        )
    return fine("workers", part, f"{work.waiting:,} portions of files wait for a worker.")


def judge_disk(part: str, path: str, free: int, total: int) -> Finding:
    """
    Judge how much room there is on a disk that is written to.
    """
    what = f"{free / 1024**3:,.1f} GiB of {total / 1024**3:,.1f} GiB are free at {path}."
    if free >= DISK_LEAST or free >= DISK_SHARE * total > 0:
        return fine("disk-space", part, what)
    return Finding(
        "disk-space", Level.WARNING, what, "Make room, or move it to a larger disk.", part
    )
