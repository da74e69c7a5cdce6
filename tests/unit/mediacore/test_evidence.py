"""
What is gathered from one open file.
"""

import os
import struct
from pathlib import Path

import pytest

from mediacore.evidence import Evidence, gather
from mediacore.formats import Kind
from mediacore.sniff import sniff
from mediacore.source import Source
from tests.samples.media import box, clip, dng, encoded, heic, jpeg, picture, tiff


def _gather(folder: Path, name: str, data: bytes) -> Evidence:
    path = folder / name
    path.write_bytes(data)
    fd = os.open(path, os.O_RDONLY)
    try:
        source = Source.of_file(fd, len(data))
        return gather(source, sniff(source.head, name))
    finally:
        os.close(fd)


def test_a_whole_picture_has_no_problem(tmp_path: Path) -> None:
    """
    EXIF, XMP and content id are there.
    """
    data = jpeg(tiff({0x0110: "x"}), b'tiff:Make="y"')
    evidence = _gather(tmp_path, "a.jpg", data)

    assert (evidence.exif.model, evidence.xmp.make, evidence.blobs.problem) == ("x", "y", None)
    assert evidence.content_id is not None


@pytest.mark.parametrize(
    ("name", "data"), [("a.xmp", b"<x/>"), ("a.txt", b"text\n"), ("a.jpg", b"")]
)
def test_what_is_no_medium_is_not_read(tmp_path: Path, name: str, data: bytes) -> None:
    """
    Sidecars, texts and empty files have no evidence.
    """
    evidence = _gather(tmp_path, name, data)

    assert evidence == Evidence(evidence.sniffed)


def test_rewriting_metadata_keeps_the_content_id(tmp_path: Path) -> None:
    """
    A rating or a turn written into a JPEG changes nothing of its picture.
    """
    before = _gather(tmp_path, "a.jpg", jpeg(tiff({0x0110: "x"})))
    after = _gather(tmp_path, "a.jpg", jpeg(tiff({0x0110: "x", 0x0112: 6}), b"rating"))
    other = _gather(tmp_path, "a.jpg", jpeg(image=picture(80, 80)))

    assert before.content_id == after.content_id
    assert before.content_id != other.content_id


def test_a_dng_has_a_content_id_and_other_formats_none(tmp_path: Path) -> None:
    """
    People write into DNG and JPEG only.
    """
    assert _gather(tmp_path, "a.dng", dng()).content_id is not None
    assert _gather(tmp_path, "b.dng", b"II*\0" + bytes(60)).content_id is None
    assert _gather(tmp_path, "a.heic", heic()).content_id is None
    assert _gather(tmp_path, "a.nef", dng()).content_id is None


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.nef", b"II*\0" + bytes(60), "The file holds no readable directory."),
        ("a.nef", b"II*\0\x08\0\0\0", "The file holds no readable directory."),
        ("a.dng", dng()[:-5], "The file ends in the middle of its picture."),
        ("a.tif", tiff({0x0110: "x"}), "The file declares no size."),
        ("a.tif", tiff({0x0100: 2**31, 0x0101: 9}), "The picture declares an impossible size."),
        ("a.jpg", jpeg()[:10], "The JPEG ends before its picture begins."),
    ],
)
def test_damage_is_a_sentence(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    """
    A broken file says what is wrong with it.
    """
    assert _gather(tmp_path, name, data).blobs.problem == problem


def test_an_offset_that_stands_elsewhere_is_no_damage(tmp_path: Path) -> None:
    """
    Panasonic writes all ones where the picture's offset should be.
    """
    tags = {0x0100: 4, 0x0101: 4, 0x0111: 2**32 - 1, 0x0117: 0}

    assert _gather(tmp_path, "a.rw2", tiff(tags, magic=b"IIU\0")).blobs.problem is None


def test_some_formats_tell_no_size(tmp_path: Path) -> None:
    """
    Where nobody reads the size, its absence is no problem.
    """
    data = bytes(0x19) + b"ARECOYK "

    assert _gather(tmp_path, "a.raw", data).blobs.problem is None


def test_a_clip_is_read_by_its_container(tmp_path: Path) -> None:
    """
    Turn and length come from the header.
    """
    data = clip(tmp_path / "clip", turn=-90).read_bytes()
    evidence = _gather(tmp_path, "a.mp4", data)

    assert (evidence.blobs.rotation, evidence.video.duration_s) == (6, 1.0)
    assert evidence.blobs.problem is None


def test_a_clip_cut_short_is_a_problem(tmp_path: Path) -> None:
    """
    Its last box reaches beyond the end.
    """
    data = clip(tmp_path / "clip").read_bytes() + struct.pack(">I4s", 99, b"mdat")

    assert _gather(tmp_path, "a.mp4", data).blobs.problem == "The clip ends early."


def test_a_clip_without_boxes_is_read_too(tmp_path: Path) -> None:
    """
    Matroska has none.
    """
    data = clip(tmp_path / "clip", "matroska").read_bytes()

    assert _gather(tmp_path, "a.mkv", data).video.width == 64


def test_a_packet_in_a_tag_counts(tmp_path: Path) -> None:
    """
    TIFF-based files keep XMP in a tag.
    """
    data = tiff({0x0100: 4, 0x0101: 4, 0x02BC: b'xmp:CreateDate="2020-01-02T03:04:05"'})
    evidence = _gather(tmp_path, "a.dng", data)

    assert evidence.xmp.dates == ("2020-01-02T03:04:05",)
    assert evidence.sniffed.kind is Kind.RAW


def test_boxes_that_are_no_clip_are_a_problem(tmp_path: Path) -> None:
    """
    A clip that cannot be opened says so.
    """
    evidence = _gather(tmp_path, "a.mp4", box(b"ftyp", b"isom\0\0\0\0"))

    assert evidence.video.problem == "The clip cannot be opened."


def test_a_picture_of_another_kind_is_read_as_such(tmp_path: Path) -> None:
    """
    The content decides which reader is used.
    """
    assert _gather(tmp_path, "a.jpg", encoded("PNG", picture(40, 30))).blobs.width == 40
