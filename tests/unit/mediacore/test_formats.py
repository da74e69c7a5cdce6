"""
The table of formats.
"""

import pytest

from mediacore.formats import (
    FAMILY_EXTENSIONS,
    KIND_BY_EXTENSION,
    Kind,
    extension_of,
    format_of,
    kind_of_format,
    kind_of_name,
)

PROMISED = [
    "cr2",
    "cr3",
    "crw",
    "nef",
    "nrw",
    "arw",
    "srf",
    "sr2",
    "orf",
    "raf",
    "rw2",
    "raw",
    "pef",
    "dng",
    "rwl",
    "iiq",
    "3fr",
    "fff",
    "srw",
    "x3f",
    "gpr",
    "jpg",
    "jpeg",
    "png",
    "tif",
    "tiff",
    "heic",
    "heif",
    "hif",
    "webp",
    "avif",
    "jxl",
    "bmp",
    "gif",
    "mp4",
    "m4v",
    "mov",
    "avi",
    "mkv",
    "webm",
    "3gp",
    "mpeg",
    "mpg",
    "mts",
    "insv",
    "xmp",
    "aae",
    "dop",
    "pp3",
    "thm",
    "lrv",
]


@pytest.mark.parametrize("extension", PROMISED)
def test_every_promised_format_is_known(extension: str) -> None:
    """
    Each format of the design has a kind.
    """
    assert kind_of_name(f"a.{extension.upper()}") is not Kind.OTHER


@pytest.mark.parametrize(
    ("name", "extension"),
    [("a.JPG", "jpg"), (".hidden", ""), ("none", ""), ("a.b.Cr2", "cr2"), ("dot.", "")],
)
def test_the_extension_is_what_follows_the_last_dot(name: str, extension: str) -> None:
    """
    A leading dot makes no extension.
    """
    assert extension_of(name) == extension


def test_every_medium_belongs_to_a_container_family() -> None:
    """
    Only sidecars have no family.
    """
    known = frozenset().union(*FAMILY_EXTENSIONS.values())

    assert {e for e, kind in KIND_BY_EXTENSION.items() if kind is not Kind.SIDECAR} == known


@pytest.mark.parametrize(
    ("name", "kind"),
    [("jpeg", Kind.JPEG), ("kyocera", Kind.RAW), ("mpegts", Kind.VIDEO), ("zip", Kind.OTHER)],
)
def test_a_format_or_family_has_a_kind(name: str, kind: Kind) -> None:
    """
    Families that are no extension have a kind as well.
    """
    assert kind_of_format(name) is kind


def test_a_format_has_one_name() -> None:
    """
    Several extensions of one format share its name.
    """
    assert [format_of(e) for e in ("jpg", "tif", "cr2")] == ["jpeg", "tiff", "cr2"]
