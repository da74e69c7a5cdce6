"""
A removal plan as a table or as a script.
"""

import csv
import io
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from dedup.export import csv_text, script
from dedup.plan import PlanLine

SHELLS = [path for name in ("dash", "bash", "busybox") if (path := shutil.which(name))]
ODD_NAMES = [
    b"plain.jpg",
    b"-rf.jpg",
    b'it\'s $(touch x) `y` "z" \\.jpg',
    b"two\nlines.jpg",
    b"ends in a break\n",
    b"\xff\x81\x88.jpg",
    b"sub folder/-x/b.jpg",
    b"*.jpg",
    b"~",
]


def line(root: Path, path: bytes, keeper: bytes = b"keep.jpg", *, exact: bool = True) -> PlanLine:
    """
    Give one line of a plan.
    """
    return PlanLine(
        group="1",
        root=os.fsencode(root),
        path=path,
        keeper=keeper,
        exact=exact,
        size=4,
        similarity=0.97,
        reasons=("oldest",),
    )


def put(root: Path, path: bytes, body: bytes = b"same") -> Path:
    """
    Write a file of any name.
    """
    place = root / os.fsdecode(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)
    return place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """
    A library with a copy to keep.
    """
    put(tmp_path / "-library", b"keep.jpg")
    return tmp_path / "-library"


def run(root: Path, *lines: PlanLine, shell: str = "sh") -> subprocess.CompletedProcess[str]:
    """
    Run a script as a person would.
    """
    written = root.parent / "plan.sh"
    written.write_bytes(script(lines))
    command = [shell, "sh"] if shell.endswith("busybox") else [shell]
    return subprocess.run(
        [*command, str(written)],
        env={"TRASH": "-trash", "PATH": os.environ["PATH"]},
        cwd=root.parent,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_files_of_any_name_are_moved(root: Path, shell: str) -> None:
    """
    Each to its place in the trash; nothing else is touched, and nothing in a name is executed.
    """
    for name in ODD_NAMES:
        put(root, name)

    done = run(root, *(line(root, name) for name in ODD_NAMES), shell=shell)

    assert (done.returncode, done.stdout) == (0, f"{len(ODD_NAMES)} moved, 0 left\n")
    assert [path.name for path in root.rglob("*") if path.is_file()] == ["keep.jpg"]
    trash = root.parent / "-trash"
    assert all((trash / os.fsdecode(name)).read_bytes() == b"same" for name in ODD_NAMES)


def test_nothing_happens_without_a_trash_folder(root: Path) -> None:
    """
    Who runs it must say where the files go.
    """
    put(root, b"a.jpg")
    written = root.parent / "plan.sh"
    written.write_bytes(script([line(root, b"a.jpg")]))

    done = subprocess.run(
        ["sh", str(written)],  # noqa: S607 - whichever shell is installed
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
    )

    assert done.returncode != 0
    assert (root / "a.jpg").exists()


def test_file_stays_when_the_keeper_is_gone(root: Path) -> None:
    """
    The last copy is never moved.
    """
    put(root, b"a.jpg")
    (root / "keep.jpg").unlink()

    done = run(root, line(root, b"a.jpg"))

    assert done.returncode == 1
    assert (root / "a.jpg").exists()


def test_file_stays_when_it_is_the_keeper_under_another_name(root: Path) -> None:
    """
    Neither hard links nor symbolic ones are other files.
    """
    (root / "hard.jpg").hardlink_to(root / "keep.jpg")
    (root / "soft.jpg").symlink_to("keep.jpg")

    done = run(root, line(root, b"hard.jpg"), line(root, b"soft.jpg"))

    assert done.stdout == "0 moved, 2 left\n"


def test_file_stays_when_its_bytes_differ_by_now(root: Path) -> None:
    """
    What was equal when the plan was made need not be so when it is run.
    """
    put(root, b"a.jpg", b"else")

    assert run(root, line(root, b"a.jpg")).stdout == "0 moved, 1 left\n"


def test_alike_files_need_not_be_equal(root: Path) -> None:
    """
    For near duplicates the keeper must only be there.
    """
    put(root, b"a.jpg", b"else")

    assert run(root, line(root, b"a.jpg", exact=False)).stdout == "1 moved, 0 left\n"


def test_nothing_in_the_trash_is_overwritten(root: Path) -> None:
    """
    A file of the same name is a reason to stay.
    """
    put(root, b"a.jpg")
    put(root.parent / "-trash", b"a.jpg", b"older")

    assert run(root, line(root, b"a.jpg")).stdout == "0 moved, 1 left\n"
    assert (root.parent / "-trash" / "a.jpg").read_bytes() == b"older"


def test_table_is_safe_in_a_spreadsheet() -> None:
    """
    A cell that looks like a formula is text; line breaks are shown, not made.
    """
    odd = replace(line(Path("/r"), b"a\n.jpg"), group="=1+1", reasons=("-x",))

    head, row = csv.reader(io.StringIO(csv_text([odd])))

    assert head[2:4] == ["remove", "keep"]
    assert row == ["'=1+1", "exact", "/r/a\\x0a.jpg", "/r/keep.jpg", "4", "0.9700", "'-x"]


def test_root_with_a_slash_at_its_end_is_no_trouble() -> None:
    """
    No path gets two.
    """
    assert b"go exact '/keep.jpg' '/a.jpg' '.' 'a.jpg'" in script([line(Path("/"), b"a.jpg")])
