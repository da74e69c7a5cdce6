"""
Tests of what grouping knows about a file.
"""

from dataclasses import FrozenInstanceError

import pytest

from grouping.records import UNSWITCHABLE, GroupType, Role, TimeSource
from mediacore.formats import Kind
from tests.unit.grouping.shots import at, shot


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        *((Kind.JPEG, True), (Kind.HEIF, True), (Kind.RAW, True), (Kind.VIDEO, True)),
        *((Kind.SIDECAR, False), (Kind.OTHER, False)),
    ],
)
def test_only_media_may_be_a_version(kind: Kind, media: bool) -> None:
    """
    Sidecars and unknown files never are.
    """
    assert shot("IMG_1.JPG", kind=kind).is_media is media


@pytest.mark.parametrize(
    ("source", "proven"),
    [
        (TimeSource.EXIF, at("10:00:00")),
        (TimeSource.XMP, at("10:00:00")),
        (TimeSource.CONTAINER, at("10:00:00")),
        (TimeSource.NAME, None),
        (TimeSource.MTIME, None),
    ],
)
def test_only_embedded_times_prove(source: TimeSource, proven: int | None) -> None:
    """
    Names and modification times may order files, and never prove that they are one shot.
    """
    assert shot("IMG_1.JPG", taken_source=source).proven_us == proven


def test_file_without_a_time_proves_nothing() -> None:
    """
    No time is not midnight of 1970.
    """
    assert shot("IMG_1.JPG", None).proven_us is None


def test_record_never_changes() -> None:
    """
    A rule cannot alter what the next rule sees.
    """
    record = shot("IMG_1.JPG")

    with pytest.raises(FrozenInstanceError):
        record.size = 2  # type: ignore[misc]  # the fact is that it fails


def test_stills_with_their_clip_are_what_cannot_be_switched() -> None:
    """
    Immich shows exactly these as one asset already.
    """
    switchable = set(GroupType) - set(UNSWITCHABLE)

    assert switchable == {
        GroupType.RAW_JPEG,
        GroupType.EDITED_VERSIONS,
        GroupType.BURST,
        GroupType.VIDEO_VARIANTS,
    }


@pytest.mark.parametrize("word", [*GroupType, *Role, *TimeSource])
def test_words_are_stored_as_they_are_named(word: GroupType | Role | TimeSource) -> None:
    """
    The text in the database and in answers is the name in lower case.
    """
    assert str(word) == word.name.lower()
