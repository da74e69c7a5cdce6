"""
The command line's work on the service's database.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from grouping.cli_database import (
    DatabaseScan,
    opened,
    stored_counts,
    stored_groups,
    stored_neighbours,
    stored_problems,
)
from grouping.decision_store import EVERYBODY, remember
from grouping.decisions import Decision, DecisionKind
from grouping.library import GroupingLibrary
from grouping.rules import Rules
from mediacore.database import Database
from mediacore.errors import InvalidRequestError, NotFoundError, UnavailableError
from mediacore.exclusions import Exclusions
from mediacore.scan_runtime import ScanRuntime
from mediacore.scan_status import ScanStatus
from mediacore.scan_store import set_run_state
from tests.samples.shots import pair
from tests.unit.grouping.test_memory_scan import Heard

BATCH = 100


@pytest.fixture
def database(database_url: Callable[[str], str]) -> Iterator[Database]:
    """
    An empty database of the service.
    """
    with opened(database_url("grouping")) as fresh:
        yield fresh


@pytest.fixture
def root(tmp_path: Path) -> bytes:
    """
    A library with two pairs, and a file that is no picture.
    """
    pair(tmp_path / "trip", "IMG_1")
    pair(tmp_path / "trip", "IMG_2")
    (tmp_path / "bad.jpg").write_bytes(b"nothing of a picture")
    return os.fsencode(tmp_path)


def scan(
    database: Database,
    root: bytes,
    heard: Heard | None = None,
    pause: Callable[[float], None] | None = None,
    *,
    work: bool = True,
) -> ScanStatus:
    """
    Scan a library; nobody needs to wait unless a test says for what.
    """

    def nothing(_seconds: float) -> None:
        """
        Go on at once.
        """

    return DatabaseScan(
        database,
        root,
        rules=Rules(),
        exclusions=Exclusions(),
        batch_size=BATCH,
        progress=heard or Heard(),
        pause=pause or nothing,
    ).run(work=work)


def test_scan_needs_no_worker(database: Database, root: bytes) -> None:
    """
    The process reads the files itself, and tells of each.
    """
    heard = Heard()

    status = scan(database, root, heard)

    assert (status.state, status.files, status.files_failed) == ("done", 5, 1)
    assert [done for done, _ in heard.reads] == sorted(done for done, _ in heard.reads)
    assert heard.reads[-1] == (5, 5)
    assert stored_counts(database)["raw_jpeg"] == stored_counts(database)["raw_jpeg"] | {
        "groups": 2,
        "files": 4,
    }
    assert [path for path, _ in stored_problems(database)] == ["bad.jpg"]


def test_second_scan_finds_nothing_new_and_ends(database: Database, root: bytes) -> None:
    """
    Unchanged files are not read again.
    """
    scan(database, root)

    assert scan(database, root).unchanged == 5


def test_scan_that_only_follows_leaves_the_work_to_the_service(
    database: Database, root: bytes
) -> None:
    """
    It looks now and then how far the service's workers are, and ends with them.
    """
    library = GroupingLibrary(database, root, Rules())

    def nobody() -> None:
        raise AssertionError("the batch is there already")

    runtime = ScanRuntime(
        database, root, library, exclusions=Exclusions(), batch_size=BATCH, send=nobody
    )
    heard = Heard()

    status = scan(database, root, heard, lambda _: runtime.work(), work=False)

    assert status.state == "done"
    assert set(heard.counts) == {0}
    assert (0, 5) in heard.reads


def test_run_that_somebody_cancels_ends(database: Database, root: bytes) -> None:
    """
    A cancelled run is over, and its state says so.
    """

    def cancel(_seconds: float) -> None:
        with database.write() as session:
            set_run_state(session, "cancelled")

    assert scan(database, root, None, cancel, work=False).state == "cancelled"


def test_groups_are_read_page_by_page(database: Database, root: bytes) -> None:
    """
    All of them, or as many as were asked for, however many fit a page.
    """
    scan(database, root)

    assert len(stored_groups(database, None, "", None, page_size=1)) == 2
    assert len(stored_groups(database, "raw_jpeg", "trip/", 1)) == 1
    assert len(stored_groups(database, "raw_jpeg", "trip/", 2, page_size=1)) == 2
    assert stored_groups(database, "burst", "", None) == []


def test_file_is_known_with_all_that_lies_near(database: Database, root: bytes) -> None:
    """
    The file as it was read, those of its name and folder, and what was decided of them.
    """
    scan(database, root)
    with database.write() as session:
        contents = tuple(
            file.record.content
            for file in stored_neighbours(database, b"trip/IMG_1.JPG", Rules())[1][:2]
        )
        for owner in (EVERYBODY, "somebody"):
            remember(session, owner, Decision(DecisionKind.DISSOLVE, contents, (), 0))

    file, others, decisions = stored_neighbours(database, b"trip/IMG_1.JPG", Rules())

    assert (file.path, file.format, file.time_trusted) == (b"trip/IMG_1.JPG", "jpeg", True)
    assert {one.path for one in others} == {
        b"trip/IMG_1.DNG",
        b"trip/IMG_2.DNG",
        b"trip/IMG_2.JPG",
    }
    assert decisions.apart(*contents)


def test_damaged_file_is_known_with_its_problem(database: Database, root: bytes) -> None:
    """
    What cannot be grouped can be explained all the same.
    """
    scan(database, root)

    file, _, _ = stored_neighbours(database, b"bad.jpg", Rules())

    assert file.problem
    assert file.record.path == "bad.jpg"


def test_unknown_file_is_refused(database: Database) -> None:
    """
    The database cannot explain what it does not know.
    """
    with pytest.raises(NotFoundError, match=r"does not know new\.jpg"):
        stored_neighbours(database, b"new.jpg", Rules())


def test_address_that_is_none_is_refused() -> None:
    """
    The message does not repeat it: there may be a password in it.
    """
    with pytest.raises(InvalidRequestError, match="not the address"), ExitStack() as stack:
        stack.enter_context(opened("secret"))


def test_database_without_tables_says_how_to_make_them(empty_database_url: str) -> None:
    """
    Nothing is migrated unasked.
    """
    with (
        pytest.raises(InvalidRequestError, match=r"grouping\.migrate"),
        opened(empty_database_url) as database,
    ):
        stored_problems(database)


def test_server_that_is_away_is_told() -> None:
    """
    A wrong port is the usual reason.
    """
    with (
        pytest.raises(UnavailableError, match="does not answer"),
        opened("postgresql://127.0.0.1:1/nothing") as database,
    ):
        stored_problems(database)


def test_mistake_of_ours_is_not_hidden(database_url: Callable[[str], str]) -> None:
    """
    Only what the database says is translated.
    """
    with pytest.raises(ZeroDivisionError), opened(database_url("grouping")):
        raise ZeroDivisionError
