"""
The last look at the disk.
"""

import hashlib
import os
from pathlib import Path

import pytest
from PIL import Image

from dedup.checked_files import BadCopyError, KnownFile, Trouble
from dedup.copy_check import CopyCheck, same_file
from mediacore.errors import TwinlensError
from mediacore.formats import Kind

SAME = hashlib.sha256(b"same").digest()


def quiet() -> None:
    """
    Nobody waits.
    """


def shows(_path: bytes, kind: Kind) -> None:
    """
    Show everything but PNG files.
    """
    if kind is Kind.PNG:
        raise TwinlensError("cannot be shown")


def put(folder: Path, name: str, body: bytes = b"same", kind: Kind = Kind.JPEG) -> KnownFile:
    """
    Write a file, and give it as the inventory knows it.
    """
    (folder / name).write_bytes(body)
    return known(folder, name, kind)


def known(folder: Path, name: str, kind: Kind = Kind.JPEG) -> KnownFile:
    """
    Give a file as the inventory knows it.
    """
    found = (folder / name).stat()
    return KnownFile(1, name.encode(), name, kind, found.st_size, found.st_mtime_ns)


def photo(folder: Path, name: str) -> KnownFile:
    """
    Write a whole JPEG, and give it as the inventory knows it.
    """
    Image.new("RGB", (16, 16)).save(folder / name)
    return known(folder, name)


@pytest.fixture
def check(tmp_path: Path) -> CopyCheck:
    """
    A look at a folder.
    """
    return CopyCheck(os.fsencode(tmp_path), shows)


def trouble_of(check: CopyCheck, file: KnownFile) -> Trouble:
    """
    Give what is wrong with a file by its stat.
    """
    with pytest.raises(BadCopyError) as caught:
        check.status(file)
    return caught.value.trouble


def test_good_keeper_is_read_whole(check: CopyCheck, tmp_path: Path) -> None:
    """
    Its hash and the file on disk are given.
    """
    keeper, troubles = check.keeper([put(tmp_path, "a")], [], SAME, quiet)

    assert troubles == []
    assert keeper is not None
    assert (keeper.sha256, keeper.inode) == (SAME, (tmp_path / "a").stat().st_ino)


def test_first_good_one_of_several_is_enough(check: CopyCheck, tmp_path: Path) -> None:
    """
    What is wrong with those before it is told.
    """
    bad, good = put(tmp_path, "a", b"else"), put(tmp_path, "b")

    keeper, troubles = check.keeper([bad, good], [], SAME, quiet)

    assert keeper is not None
    assert keeper.known == good
    assert [error.told() for error in troubles] == [
        {
            "path": "a",
            "reason": "other_content",
            "detail": "its content is not that of the group any more",
        }
    ]


def test_hard_link_of_what_goes_is_no_keeper(check: CopyCheck, tmp_path: Path) -> None:
    """
    Another name of a file is no other copy.
    """
    put(tmp_path, "a")
    (tmp_path / "b").hardlink_to(tmp_path / "a")

    keeper, (trouble,) = check.keeper(
        [known(tmp_path, "b")], [(tmp_path / "a").stat()], SAME, quiet
    )

    assert keeper is None
    assert trouble.trouble is Trouble.SAME_FILE


def test_symbolic_link_to_what_goes_is_no_keeper(check: CopyCheck, tmp_path: Path) -> None:
    """
    Nor is a link that points there.
    """
    put(tmp_path, "a")
    (tmp_path / "b").symlink_to("a")

    keeper, _ = check.keeper([known(tmp_path, "b")], [(tmp_path / "a").stat()], SAME, quiet)

    assert keeper is None


def test_near_duplicate_must_be_shown(check: CopyCheck, tmp_path: Path) -> None:
    """
    Where bytes prove nothing, the picture must decode.
    """
    broken = put(tmp_path, "a.png", kind=Kind.PNG)

    keeper, (trouble,) = check.keeper([broken], [], None, quiet)

    assert keeper is None
    assert trouble.trouble is Trouble.NOT_DECODABLE


def test_near_duplicate_that_is_shown_is_good(check: CopyCheck, tmp_path: Path) -> None:
    """
    Any bytes will do.
    """
    keeper, _ = check.keeper([put(tmp_path, "a", b"other")], [], None, quiet)

    assert keeper is not None


def test_damaged_file_is_no_keeper_where_a_whole_one_goes(check: CopyCheck, tmp_path: Path) -> None:
    """
    It may be shown, but it is not all there.
    """
    cut_off, good = put(tmp_path, "a", b"cut off"), photo(tmp_path, "b.jpg")

    keeper, (trouble,) = check.keeper([cut_off, good], [], None, quiet, whole=True)

    assert keeper is not None
    assert keeper.known == good
    assert trouble.told()["reason"] == "damaged"


def test_file_that_cannot_be_opened_counts_as_damaged(check: CopyCheck, tmp_path: Path) -> None:
    """
    It gives nothing to keep.
    """
    file = photo(tmp_path, "a.jpg")
    found = (tmp_path / "a.jpg").stat()
    assert not check.is_damaged(file, found)

    (tmp_path / "a.jpg").unlink()

    assert check.is_damaged(file, found)


def test_vanished_file_is_told(check: CopyCheck, tmp_path: Path) -> None:
    """
    It is not there at all.
    """
    file = put(tmp_path, "a")
    assert check.is_there(b"a")
    (tmp_path / "a").unlink()

    assert not check.is_there(b"a")
    assert trouble_of(check, file) is Trouble.GONE


def test_folder_in_its_place_is_told(check: CopyCheck, tmp_path: Path) -> None:
    """
    Only regular files are copies.
    """
    file = put(tmp_path, "a")
    (tmp_path / "a").unlink()
    (tmp_path / "a").mkdir()

    assert trouble_of(check, file) is Trouble.NOT_A_FILE


def test_path_that_leads_nowhere_is_unreadable(check: CopyCheck, tmp_path: Path) -> None:
    """
    The system will not say what is there.
    """
    (tmp_path / "loop").symlink_to("loop")

    assert trouble_of(check, KnownFile(1, b"loop", "loop", Kind.JPEG, 1, 1)) is Trouble.UNREADABLE


@pytest.mark.parametrize("body", [b"longer than before", b"else"])
def test_changed_file_is_told(check: CopyCheck, tmp_path: Path, body: bytes) -> None:
    """
    Another size or another time of change.
    """
    file = put(tmp_path, "a")
    (tmp_path / "a").write_bytes(body)
    os.utime(tmp_path / "a", (5, 5))

    assert trouble_of(check, file) is Trouble.CHANGED


def test_empty_file_is_no_copy(check: CopyCheck, tmp_path: Path) -> None:
    """
    There is nothing in it to keep.
    """
    assert trouble_of(check, put(tmp_path, "a", b"")) is Trouble.CHANGED


def test_change_while_reading_is_noticed(check: CopyCheck, tmp_path: Path) -> None:
    """
    A file that is written to under our eyes is not believed.
    """
    file = put(tmp_path, "a")

    def meddle() -> None:
        os.utime(tmp_path / "a", (7, 7))

    with pytest.raises(BadCopyError) as caught:
        check.read(file, SAME, meddle)

    assert caught.value.trouble is Trouble.CHANGED


def test_file_that_will_not_open_is_unreadable(check: CopyCheck, tmp_path: Path) -> None:
    """
    The system's refusal is not the end.
    """
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(BadCopyError) as caught:
        check.read(KnownFile(1, b"loop", "loop", Kind.JPEG, 1, 1), SAME, quiet)

    assert caught.value.trouble is Trouble.UNREADABLE


def _stat(inode: int, device: int, changed: int) -> os.stat_result:
    fields = (0, inode, device, 1, 0, 0, 4, 0, 0, 0)
    return os.stat_result(fields, {"st_ctime_ns": changed})


def test_share_that_is_mounted_twice_is_one_file() -> None:
    """
    Two device numbers, one inode and one time of change: not two files.
    """
    assert same_file(_stat(7, 1, 99), _stat(7, 2, 99))
    assert not same_file(_stat(7, 1, 99), _stat(7, 2, 98))
    assert same_file(_stat(7, 1, 99), _stat(7, 1, 98))
    assert not same_file(_stat(7, 1, 99), _stat(8, 1, 99))
