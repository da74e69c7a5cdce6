"""
Tests of the group that people see: its type, its roles, its order, its confidence.
"""

import pytest

from grouping.assembling import CHOSEN
from grouping.decisions import Decision, DecisionKind, Decisions
from grouping.records import FileRecord
from tests.unit.grouping.shots import only_group, role_of, shot


def clip(path: str, seconds: float, **facts: str) -> FileRecord:
    """
    Make the record of a clip of a length.
    """
    return shot(path, duration_s=seconds, **facts)


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("raw_jpeg", [shot("IMG_1.CR2"), shot("IMG_1.JPG")]),
        ("edited_versions", [shot("IMG_1.JPG"), shot("IMG_1-edited.JPG")]),
        ("edited_versions", [shot("IMG_1.CR2"), shot("IMG_1.DNG")]),
        ("burst", [shot("A.HEIC", burst_id="B"), shot("B.HEIC", burst_id="B")]),
        ("live_photo", [shot("IMG_1.HEIC"), clip("IMG_1.MOV", 2.0)]),
        ("motion_photo", [shot("IMG_1.JPG", motion=True), clip("IMG_1.MP4", 2.0)]),
        ("video_variants", [clip("MVI_1.MP4", 9.0), clip("MVI_1.MOV", 9.2)]),
        ("edited_versions", [clip("MVI_1.MP4", 9.0), clip("MVI_1-trimmed.MP4", 5.0)]),
    ],
)
def test_type_tells_what_the_files_are_to_each_other(kind: str, files: list[FileRecord]) -> None:
    """
    Formats, words, ids and lengths decide what the group is called.
    """
    assert only_group(*files).type == kind


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("IMG_1.CR2", "raw"),
        ("IMG_1.PNG", "original"),
        ("IMG_1-edited.JPG", "edit"),
        ("IMG_1-edited.DNG", "edit"),
        ("IMG_1-web.DNG", "raw"),
        ("IMG_1 (1).JPG", "copy"),
        ("IMG_1-web.JPG", "render"),
        ("Edited/IMG_1.JPG", "edit"),
    ],
)
def test_role_tells_what_a_file_is_beside_its_original(path: str, role: str) -> None:
    """
    The name speaks first, then the format, then the folder.
    """
    original, version = shot("IMG_1.JPG"), shot(path)

    group = only_group(original, version)

    assert (role_of(group, original), role_of(group, version)) == ("original", role)


def test_frames_of_a_burst_are_frames_without_a_word() -> None:
    """
    A frame known by its id needs no word, and one named as the cover is the cover.
    """
    plain, other = shot("A.HEIC", burst_id="B"), shot("B.HEIC", burst_id="B")
    cover = shot("IMG_1_BURST003_COVER.jpg", burst_id="B")

    group = only_group(plain, other, cover)

    assert [role_of(group, one) for one in (plain, other, cover)] == [
        "burst_frame",
        "burst_frame",
        "cover",
    ]


def test_cameras_small_stand_in_is_a_proxy() -> None:
    """
    The extension tells where the name is that of the full clip.
    """
    full, small = clip("DJI_0001.MP4", 9.0), clip("DJI_0001.LRF", 9.0)

    group = only_group(full, small)

    assert (role_of(group, full), role_of(group, small)) == ("original", "proxy")


def test_apples_id_outweighs_a_clip_inside_the_picture() -> None:
    """
    What both halves of a Live Photo carry makes the clip a live clip.
    """
    picture = shot("IMG_1.HEIC", content_identifier="X", motion=True)
    moving = clip("IMG_1.MOV", 2.0, content_identifier="X")

    assert role_of(only_group(picture, moving), moving) == "live_clip"


def test_what_immich_shows_as_one_asset_cannot_be_switched() -> None:
    """
    A RAW and its JPEG are two assets in Immich, a motion photo and its clip are one.
    """
    pair = only_group(shot("IMG_1.CR2"), shot("IMG_1.JPG"))
    moving = only_group(shot("MVIMG_1.JPG"), clip("MVIMG_1.MP4", 2.0))

    assert (pair.switchable, moving.switchable) == (True, False)


def test_primary_is_the_first_member_and_the_rest_go_by_path() -> None:
    """
    The order does not depend on the order in which files were found.
    """
    files = [shot("IMG_1.TIF"), shot("IMG_1.JPG"), shot("IMG_1.CR2")]

    members = [member.file_id for member in only_group(*files).members]

    assert members == [files[1].file_id, files[2].file_id, files[0].file_id]


def test_owners_choice_is_the_primary() -> None:
    """
    What the owner chose stands for the group, whatever the rules prefer.
    """
    raw, jpeg = shot("IMG_1.CR2"), shot("IMG_1.JPG")
    choice = Decision(DecisionKind.PRIMARY, (raw.content,), (jpeg.content,))

    group = only_group(raw, jpeg, decisions=Decisions([choice]))

    assert group.primary == raw.file_id
    assert [one.file_id for one in group.members if CHOSEN in one.evidence] == [raw.file_id]


def test_group_is_as_certain_as_its_least_certain_member() -> None:
    """
    One file without a time lowers the confidence of all.
    """
    raw, jpeg, undated = shot("IMG_1.CR2"), shot("IMG_1.JPG"), shot("IMG_1.PNG", None)

    unproven = only_group(raw, undated).confidence

    assert only_group(raw, jpeg, undated).confidence == unproven
    assert only_group(raw, jpeg).confidence > unproven


def test_reference_says_that_it_is_one() -> None:
    """
    Exactly one file has no other evidence than being what the others were compared with.
    """
    group = only_group(shot("IMG_1.CR2"), shot("IMG_1.JPG"), shot("IMG_1.PNG"))

    rules = [[one.rule for one in member.evidence] for member in group.members]
    assert rules.count(["reference"]) == 1


def test_sidecars_go_with_their_file() -> None:
    """
    A sidecar is no member, and is listed beside the member it describes.
    """
    raw, jpeg, sidecar = shot("IMG_1.CR2"), shot("IMG_1.JPG"), shot("IMG_1.CR2.xmp", None)

    sidecars = {one.file_id: one.sidecars for one in only_group(raw, jpeg, sidecar).members}

    assert sidecars == {raw.file_id: (sidecar.file_id,), jpeg.file_id: ()}
