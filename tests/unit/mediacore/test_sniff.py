"""
What a file is by its first bytes.
"""

import os

import pytest

from mediacore.formats import Kind
from mediacore.sniff import family_of, load_magic, sniff
from tests.samples.media import box, encoded, heic, jpeg, tiff


def _ftyp(*brands: bytes) -> bytes:
    return box(b"ftyp", brands[0], bytes(4), *brands[1:])


@pytest.mark.parametrize(
    ("head", "family"),
    [
        (jpeg(), "jpeg"),
        (encoded("PNG"), "png"),
        (encoded("WEBP"), "webp"),
        (encoded("GIF"), "gif"),
        (encoded("BMP"), "bmp"),
        (encoded("TIFF"), "tiff"),
        (heic(), "heic"),
        (_ftyp(b"avif"), "avif"),
        (_ftyp(b"mif1", b"miaf", b"avif"), "avif"),
        (_ftyp(b"mif1"), "heic"),
        (_ftyp(b"crx "), "cr3"),
        (_ftyp(b"jxl "), "jxl"),
        (_ftyp(b"qt  "), "mov"),
        (_ftyp(b"isom", b"mp41"), "mp4"),
        (b"\0\0\0\x08wide", "mov"),
        (b"II*\0", "tiff"),
        (b"IIU\0", "rw2"),
        (b"MMOR", "orf"),
        (b"II\x1a\0\0\0HEAPCCDR", "crw"),
        (b"FUJIFILMCCD-RAW ", "raf"),
        (b"FOVb", "x3f"),
        (b"\0MRM", "mrw"),
        (bytes(0x19) + b"ARECOYK", "kyocera"),
        (b"\xff\x0a", "jxl"),
        (b"\x1aE\xdf\xa3", "mkv"),
        (b"RIFF\0\0\0\0AVI ", "avi"),
        (b"\0\0\x01\xba", "mpeg"),
        (b"G" + bytes(187) + b"G", "mpegts"),
        (bytes(4) + b"G" + bytes(191) + b"G", "mpegts"),
        (b"nothing", ""),
    ],
)
def test_the_first_bytes_tell_the_family(head: bytes, family: str) -> None:
    """
    Each container announces itself.
    """
    assert family_of(head) == family


@pytest.mark.parametrize(
    ("head", "name", "kind", "form"),
    [
        (tiff({0x100: 1}), "a.NEF", Kind.RAW, "nef"),
        (tiff({0x100: 1}), "a.tif", Kind.TIFF, "tiff"),
        (b"II*\0\x10\0\0\0CR\x02\0", "a.CR2", Kind.RAW, "cr2"),
        (jpeg(), "a.JPG", Kind.JPEG, "jpeg"),
        (jpeg(), "no_extension", Kind.JPEG, "jpeg"),
        (_ftyp(b"isom"), "a.MOV", Kind.VIDEO, "mov"),
        (b"\x1aE\xdf\xa3", "a.webm", Kind.VIDEO, "webm"),
        (jpeg(), "a.thm", Kind.SIDECAR, "thm"),
    ],
)
def test_a_name_consistent_with_the_container_is_believed(
    head: bytes, name: str, kind: Kind, form: str
) -> None:
    """
    Inside a family the extension decides, and nothing is flagged.
    """
    found = sniff(head, name)

    assert (found.kind, found.format, found.mismatch, found.problem) == (kind, form, None, None)


@pytest.mark.parametrize(
    ("head", "name", "kind", "form"),
    [
        (jpeg(), "a.NEF", Kind.JPEG, "jpeg"),
        (heic(), "a.jpg", Kind.HEIF, "heic"),
        (b"II*\0\x10\0\0\0CR\x02\0", "a.tif", Kind.RAW, "cr2"),
        (tiff({0x10F: "NIKON CORPORATION"}), "a.jpg", Kind.RAW, "nef"),
        (tiff({0x10F: "SONY"}), "a.jpg", Kind.RAW, "arw"),
        (tiff({0xC612: b"\1\4\0\0"}).replace(b"\7\0\4\0", b"\1\0\4\0"), "a.jpg", Kind.RAW, "dng"),
        (tiff({0x100: 1}), "a.jpg", Kind.TIFF, "tiff"),
        (b"G" + bytes(187) + b"G", "a.jpg", Kind.VIDEO, "mpegts"),
    ],
)
def test_content_wins_over_the_name(head: bytes, name: str, kind: Kind, form: str) -> None:
    """
    A wrong extension is flagged with a sentence.
    """
    found = sniff(head, name)

    extension = name.rpartition(".")[2].upper()
    assert (found.kind, found.format) == (kind, form)
    assert found.mismatch == f"The name says {extension}, the content is {form.upper()}."


def test_an_empty_file_keeps_the_kind_of_its_name() -> None:
    """
    Nothing inside is a problem, not another kind.
    """
    found = sniff(b"", "a.cr2")

    assert (found.kind, found.format, found.problem) == (Kind.RAW, "cr2", "The file is empty.")


def test_zeros_keep_the_kind_of_the_name() -> None:
    """
    Content that libmagic does not know either is a problem of the named kind.
    """
    found = sniff(bytes(4096), "a.heic")

    assert (found.kind, found.problem) == (Kind.HEIF, "The content is not recognisable.")


def test_text_named_as_a_picture_is_no_picture() -> None:
    """
    Libmagic knows what it is instead.
    """
    found = sniff(b"<!DOCTYPE html><html><body>hello</body></html>", "a.jpg")

    assert (found.kind, found.format) == (Kind.OTHER, "html")
    assert found.mismatch == "The name says JPG, the content is HTML."
    assert found.problem == "The content is not a picture or a clip."


def test_an_unknown_name_cannot_mismatch() -> None:
    """
    A text file is what it says.
    """
    assert sniff(b"hello world\n", "notes.txt").mismatch is None


def test_a_clip_that_only_libmagic_knows_is_left_to_the_decoder() -> None:
    """
    A container outside the table is still a clip when name and libmagic say so.
    """
    found = sniff(b"MOVI" + bytes(60), "a.mpg")

    assert (found.kind, found.format, found.problem) == (Kind.VIDEO, "mpeg", None)


def test_the_library_comes_from_pylibmagic_where_the_system_has_none() -> None:
    """
    A failed import is repeated with pylibmagic, whose changes to the environment do not stay.
    """
    before = dict(os.environ)

    def missing() -> object:
        raise ImportError("failed to find libmagic")

    module = load_magic(missing)

    assert module.from_buffer(b"GIF89a" + bytes(20), mime=True) == "image/gif"
    assert dict(os.environ) == before


def test_the_system_s_own_library_is_used_where_it_exists() -> None:
    """
    Nothing else is loaded when the first import succeeds.
    """
    assert load_magic(lambda: "magic") == "magic"
