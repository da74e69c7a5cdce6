"""
Tests of bodies in Immich's shape.
"""

from datetime import UTC, datetime

import pytest

from mediacore.formats import Kind
from tests.fakes.immich.library import StoredAsset
from tests.fakes.immich.shapes import duration, mime_type, moment


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("a.JPG", Kind.JPEG, "image/jpeg"),
        ("a.dng", Kind.RAW, "image/dng"),
        ("a.mov", Kind.VIDEO, "video/quicktime"),
        ("a.insv", Kind.VIDEO, "video/insv"),
        ("a.png", Kind.PNG, "image/png"),
    ],
)
def test_media_type_follows_the_extension(name: str, kind: Kind, expected: str) -> None:
    """
    RAWs and unknown extensions are named by their extension.
    """
    taken = datetime(2024, 1, 1, tzinfo=UTC)
    asset = StoredAsset("1", b"/a", f"/{name}", 1, 1, kind, taken, None, None, 0.0)

    assert mime_type(asset) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.0, "0:00:00.00000"), (4.0, "00:00:04.000"), (3723.5, "01:02:03.500")],
)
def test_duration_is_spelt_as_in_version_2(seconds: float, expected: str) -> None:
    """
    A still has its own spelling of nothing.
    """
    assert duration(seconds) == expected


def test_moment_has_milliseconds() -> None:
    """
    Always three digits, and a Z.
    """
    assert moment(datetime(2024, 1, 2, 3, 4, 5, 6789, tzinfo=UTC)) == "2024-01-02T03:04:05.006Z"
