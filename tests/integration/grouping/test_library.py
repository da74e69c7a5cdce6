"""
Grouping over whatever lies in a folder: nothing is changed, nothing stops the scan.
"""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.integration.grouping.desk import Desk

TESTDATA = os.environ.get("TWINLENS_TESTDATA")


def fingerprint(folder: Path) -> list[tuple[str, int, int, int, str]]:
    """
    Give name, mode, mtime, size and hash of all that lies in a folder.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        stat = path.lstat()
        body = path.read_bytes() if path.is_file() else b""
        digest = hashlib.sha256(body).hexdigest()
        found.append((str(path), stat.st_mode, stat.st_mtime_ns, stat.st_size, digest))
    return found


def test_scan_changes_no_file(desk: Desk) -> None:
    """
    After a scan, a decision and another scan every byte, name and mtime is as it was.
    """
    desk.pair("a/IMG_0001")
    desk.clip("a/clip.MOV", 500)
    desk.put("a/IMG_0001.xmp", b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    desk.put("broken.JPG", b"\xff\xd8\xff\xe1")
    before = fingerprint(desk.folder)

    desk.scan()
    desk.act("merge", "", [], ["a/IMG_0001.JPG", "a/clip.MOV"])
    desk.scan()

    assert fingerprint(desk.folder) == before


def test_nasty_files_stop_nothing(desk: Desk) -> None:
    """
    Empty files, FIFOs, loops, folders with photos' names: the pair among them is grouped.
    """
    desk.pair("IMG_0001")
    desk.put("IMG_0002.JPG", b"")
    desk.put("IMG_0002.DNG", b"")
    desk.put("IMG_0003.JPG", b"\xff\xd8\xff\xe1\xff")
    os.mkfifo(desk.folder / "IMG_0001_edit.JPG")
    (desk.folder / "folder.JPG").mkdir()
    (desk.folder / "loop").symlink_to(desk.folder)
    (desk.folder / "self.JPG").symlink_to("self.JPG")
    (desk.folder / "nowhere.JPG").symlink_to("/nonexistent/IMG_0001.JPG")

    desk.scan()

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]
    assert desk.rows("SELECT state FROM scan_runs") == [("done",)]
    told = dict(desk.rows("SELECT display, problem FROM files WHERE problem IS NOT NULL"))
    assert set(told) == {"IMG_0002.DNG", "IMG_0002.JPG", "IMG_0003.JPG"}


@pytest.mark.parametrize(
    ("stem", "shown"),
    [
        ("new\nline", "new\\x0aline"),
        ("\U0001f600 IMG_0001", "\U0001f600 IMG_0001"),
        ("caf\udce9_0001", "caf\\xe9_0001"),
        ("back\\slash", "back\\\\slash"),
        ("quote'\"%s", "quote'\"%s"),
        ("x" * 250, "x" * 250),
    ],
)
def test_strange_names_are_grouped_all_the_same(desk: Desk, stem: str, shown: str) -> None:
    """
    Whatever bytes a name has, its RAW and JPEG are one shot, shown in a form that goes both ways.
    """
    desk.pair(stem)
    desk.pair("later/IMG_0009", 9000, 9)

    desk.scan()

    assert sorted(desk.shots()) == sorted(
        [(f"{shown}.JPG", f"{shown}.DNG"), ("later/IMG_0009.JPG", "later/IMG_0009.DNG")]
    )


def test_twins_of_two_spellings_are_two_files(desk: Desk) -> None:
    """
    A name composed and decomposed is two files on disk; each is counted, none is lost.
    """
    desk.jpeg("caf\u00e9.JPG", 0, 1)
    desk.jpeg("cafe\u0301.JPG", 9000, 2)

    desk.scan()

    assert desk.rows("SELECT count(*), count(DISTINCT path) FROM files") == [(2, 2)]
    assert desk.groups() == []


@pytest.mark.parametrize("seconds", [-3_850_000_000, 2_300_000_000])
def test_clock_that_is_far_off_stops_nothing(desk: Desk, seconds: float) -> None:
    """
    A camera in 1904 or 2099 is read, and its RAW and JPEG are one shot like any other's.
    """
    desk.pair("IMG_0001", seconds, 1)
    desk.pair("IMG_0002", 0, 2)

    desk.scan()

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG"), ("IMG_0002.JPG", "IMG_0002.DNG")]
    assert desk.rows("SELECT count(*) FROM files WHERE problem IS NULL") == [(4,)]


def test_file_that_cannot_be_read_is_tried_again(desk: Desk) -> None:
    """
    A file swapped for a folder between discovery and reading fails, and is marked for a retry.
    """
    desk.pair("IMG_0001")
    desk.runtime.start_scan("manual")
    desk.runtime.work()
    (desk.folder / "IMG_0001.JPG").unlink()
    (desk.folder / "IMG_0001.JPG").mkdir()

    desk.runtime.work()

    query = "SELECT display FROM files WHERE state = 'failed' AND retry_at > now()"
    assert desk.rows(query) == [("IMG_0001.JPG",)]
    assert desk.groups() == []


def test_folder_that_disappears_takes_its_groups_along(desk: Desk) -> None:
    """
    A folder that is gone between discovery and reading leaves no group and no error.
    """
    desk.pair("a/IMG_0001", 0, 1)
    desk.pair("b/IMG_0002", 900, 2)
    desk.runtime.start_scan("manual")
    desk.runtime.work()
    shutil.rmtree(desk.folder / "a")

    desk.runtime.work()

    assert desk.shots() == [("b/IMG_0002.JPG", "b/IMG_0002.DNG")]


def malformed(folder: Path) -> Path:
    """
    Write files of photos' names with contents of all wrong kinds, for want of the real ones.
    """
    folder.mkdir()
    for number, body in enumerate([b"", b"\xff\xd8", b"II*\0\xff\xff\xff\xff", bytes(4096)]):
        for ending in ("jpg", "dng", "heic", "mp4", "xmp"):
            (folder / f"IMG_{number}.{ending}").write_bytes(body)
    return folder


@pytest.mark.parametrize(
    "real",
    [
        False,
        pytest.param(
            True,
            marks=[
                pytest.mark.testdata,
                pytest.mark.skipif(TESTDATA is None, reason="TWINLENS_TESTDATA is not set"),
            ],
        ),
    ],
)
def test_bad_files_are_scanned_whole(desk: Desk, tmp_path: Path, *, real: bool) -> None:
    """
    Every malformed file is counted, none ends the scan, none of other names become versions.
    """
    source = Path(str(TESTDATA), "bad", "files") if real else malformed(tmp_path / "malformed")
    shutil.copytree(source, desk.folder / "bad")
    before = fingerprint(desk.folder)

    desk.scan()

    assert desk.rows("SELECT state, stage FROM scan_runs") == [("done", "done")]
    assert desk.rows("SELECT count(*) FROM files WHERE state NOT IN ('ready', 'failed')") == [(0,)]
    assert desk.rows("SELECT sum(total) = sum(done) FROM scan_batches") == [(True,)]
    assert [shot for shot in desk.shots() if not harmless(shot)] == []
    assert fingerprint(desk.folder) == before


def harmless(shot: tuple[str, ...]) -> bool:
    """
    Tell whether files may be versions by their names.
    """
    return len({Path(path).stem for path in shot}) == 1
