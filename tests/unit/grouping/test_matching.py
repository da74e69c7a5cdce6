"""
Tests of matching: every naming habit with its evidence, and what must hold for any files.
"""

import pytest

from grouping.decisions import NO_DECISIONS
from grouping.matching import MANY_FILES, explain, match, match_key
from grouping.records import FileRecord, TimeSource
from mediacore.formats import Kind
from tests.unit.grouping.shots import RULES, grouped, only_group, shot, twins

PXL = "PXL_20240615_100000000"


@pytest.mark.parametrize(
    ("raw", "picture"),
    [
        ("IMG_1234.CR3", "IMG_1234.HIF"),
        ("_MG_0630.CR2", "_MG_0630.JPG"),
        ("3H2A0018.CR3", "3H2A0018.JPG"),
        ("_DSC0001.NEF", "_DSC0001.JPG"),
        ("DSC01234.ARW", "DSC01234.HIF"),
        ("DSCF1234.RAF", "dscf1234.jpg"),
        ("P1010001.ORF", "P1010001.JPG"),
        ("L1010229.DNG", "L1010229.JPG"),
        ("B0000123.3FR", "B0000123.JPG"),
        ("IMG_1234.DNG", "IMG_1234.HEIC"),
        ("wedding (1).CR2", "wedding (1).JPG"),
        ("20231207_101605.dng", "20231207_101605.jpg"),
        ("IMG_0846.CR2", "IMG_0846_CR2_embedded.jpg"),
        ("IMG_0846.CR2", "IMG_0846_CR2_shotwell.jpg"),
        ("DSC_0001.NEF", "DSC_0001.NEF.jpg"),
        (f"{PXL}.dng", f"{PXL}.MP.jpg"),
        (f"{PXL}.RAW-02.ORIGINAL.dng", f"{PXL}.RAW-01.COVER.jpg"),
        (f"{PXL}.NIGHT.RAW-02.ORIGINAL.dng", f"{PXL}.NIGHT.RAW-01.COVER.jpg"),
        (f"{PXL}.RAW-02.ORIGINAL.dng", f"{PXL}.RAW-01.MP.COVER.jpg"),
        ("MVIMG_20190615_100000.dng", "MVIMG_20190615_100000.jpg"),
        ("Trip/RAW/IMG_1.CR2", "Trip/IMG_1.JPG"),
        ("Trip/RAW/IMG_1.CR2", "Trip/jpg/IMG_1.JPG"),
        ("Trip/NEF/IMG_1.NEF", "Trip/IMG_1.JPG"),
        ("Trip RAW/IMG_1.NEF", "Trip JPG/IMG_1.JPG"),
        ("Photos/RAW/2024/IMG_1.NEF", "Photos/JPEG/2024/IMG_1.JPG"),
        ("Card A/IMG_1.CR2", "Card B/IMG_1.JPG"),
    ],
)
def test_raw_and_picture_of_one_name_are_a_pair(raw: str, picture: str) -> None:
    """
    Whatever camera and folders they come from, the picture stands for the pair.
    """
    assert grouped(*twins(raw, picture)) == [("raw_jpeg", picture, (raw,))]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param([shot("IMG_1.JPG", None), shot("IMG_1 (1).JPG", None)], id="no times"),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1 (1).JPG", "10:00:01")], id="a second later"),
        pytest.param([shot("IMG_1 (1).JPG"), shot("IMG_1 (2).JPG")], id="no base"),
        pytest.param(
            [shot("IMG_1.JPG", "10:00:00.1"), shot("IMG_1_1.JPG", "10:00:00.6")], id="half second"
        ),
        pytest.param([shot("beach_p0.jpg"), shot("beach_p1.jpg")], id="p0 and p1"),
        pytest.param([shot("IMG_10.CR2"), shot("IMG_1.JPG")], id="part of another number"),
        pytest.param([shot("A.CR2"), shot("B.JPG")], id="same second only"),
        pytest.param(
            [shot("IMG20260705093131.jpg"), shot("IMG20260705093131_01.jpg")], id="OPPO sibling"
        ),
        pytest.param(
            [shot("20231207_101605.jpg"), shot("20231207_101605_001.jpg")], id="Samsung sibling"
        ),
        pytest.param([shot("IMG-20240101-WA0001.jpg"), shot("IMG-20240101-WA0001.png")], id="chat"),
        pytest.param(
            [shot("GX011234.MP4", duration_s=60.0), shot("GX021234.MP4", duration_s=60.0)],
            id="GoPro chapters",
        ),
        pytest.param([shot("MVI_1.MOV", duration_s=9.0), shot("MVI_1.MP4")], id="unknown length"),
        pytest.param(
            [shot("MVI_1.MOV", duration_s=9.0), shot("MVI_1.MP4", duration_s=20.0)], id="length"
        ),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1.MP4", duration_s=30.0)], id="long clip"),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1.MOV")], id="clip of unknown length"),
        pytest.param([shot("IMG_1.CR2"), shot("IMG_1.MOV", duration_s=2.0)], id="RAW and clip"),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1_1.MOV", duration_s=2.0)], id="clip's number"),
        pytest.param(
            [shot("IMG_1.JPG"), shot("IMG_1.MOV", "10:00:30", duration_s=2.0)], id="clip later"
        ),
        pytest.param(
            [
                shot("IMG_1.JPG", content_identifier="A"),
                shot("IMG_1.MOV", duration_s=2.0, content_identifier="B"),
            ],
            id="other Live Photo ids",
        ),
        pytest.param([shot("IMG_1.CR2"), shot("IMG_1.JPG", "10:00:02.1")], id="out of tolerance"),
        pytest.param(
            [shot("IMG_1.CR2", camera="Canon R6"), shot("IMG_1.JPG", camera="Canon R5")],
            id="two cameras",
        ),
        pytest.param(
            [
                shot("IMG_1.CR2"),
                shot("IMG_1.PNG", None, taken_us=0, taken_source=TimeSource.MTIME),
            ],
            id="older than the shot",
        ),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1_smile2day.JPG", None)], id="unknown word"),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1_holiday.JPG", None)], id="unproven word"),
        pytest.param([shot("A/IMG_1.JPG"), shot("B/IMG_1.JPG")], id="two JPEGs in two folders"),
        pytest.param([shot("A/x/IMG_1.CR2"), shot("B/y/IMG_1.JPG")], id="far folders"),
        pytest.param([shot("A/IMG_1.CR2", None), shot("B/IMG_1.JPG", None)], id="folders, no time"),
        pytest.param([shot("A/IMG_1.CR2"), shot("B/IMG_1_1.JPG")], id="folders, other stem"),
        pytest.param([shot("A/IMG_1.MOV"), shot("B/IMG_1.JPG")], id="folders, clip"),
        pytest.param(
            [shot("20240615_100000_001.jpg", None), shot("20240615_100000_002.jpg", None)],
            id="counted frames without times",
        ),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1_BURST002.JPG")], id="a frame and a picture"),
        pytest.param([shot("plan_a.jpg", None), shot("plan_b.jpg", None)], id="letters"),
        pytest.param([shot("IMG_1.THM", kind=Kind.OTHER), shot("IMG_1.CRW")], id="thumbnail"),
        pytest.param([shot("IMG_1.JPG"), shot("IMG_1.txt")], id="unknown file"),
    ],
)
def test_other_shots_stay_apart(files: list[FileRecord]) -> None:
    """
    A name alone makes no group, nor does a second alone.
    """
    assert grouped(*files) == []


def test_everything_of_one_shot_is_one_group() -> None:
    """
    RAW, its conversion, JPEG, PNG, TIFF edit and copy make one group.
    """
    names = ["IMG_1.CR2", "IMG_1.DNG", "IMG_1.PNG", "IMG_1-Edit.tif", "IMG_1 (1).JPG"]
    files = [shot("IMG_1.JPG"), *map(shot, names)]

    assert grouped(*files) == [("raw_jpeg", "IMG_1.JPG", tuple(sorted(names)))]


def test_edit_folder_tells_the_edit() -> None:
    """
    A picture of the same name in a folder of edits is the edit.
    """
    assert grouped(*twins("Trip/IMG_1.JPG", "Trip/Edited/IMG_1.JPG")) == [
        ("edited_versions", "Trip/Edited/IMG_1.JPG", ("Trip/IMG_1.JPG",))
    ]


def test_sidecars_attach_to_members() -> None:
    """
    Sidecars belong to the file they name, and are never members.
    """
    raw, jpeg = shot("DSC_1.NEF"), shot("DSC_1.JPG")
    files = [raw, jpeg, shot("DSC_1.xmp"), shot("DSC_1.JPG.xmp"), shot("DSC_1.XYZ.xmp")]

    group = only_group(*files)

    owners = {member.file_id: member.sidecars for member in group.members}
    assert owners == {raw.file_id: (files[2].file_id,), jpeg.file_id: (files[3].file_id,)}


def test_key_is_shared_by_all_that_could_group_by_name() -> None:
    """
    Regrouping loads one key, so versions, copies, siblings and sidecars must share it.
    """
    paths = ["T/IMG_1.CR2", "T/RAW/IMG_1.CR2", "T/img_1 (1).jpg", "T/IMG_1-Edit.tif"]
    paths += ["T/IMG_1.xmp", "T/IMG_1.JPG.json", "T/IMG_1.JPG(1).json"]

    assert len({match_key(path, RULES) for path in paths}) == 1
    assert match_key("T/IMG_10.JPG", RULES) != match_key("T/IMG_1.JPG", RULES)


def test_many_files_are_matched_with_the_collector_paused() -> None:
    """
    A big matching gives the same groups as a small one.
    """
    files = [
        FileRecord(number, f"{number // 2}.{('JPG', 'CR2')[number % 2]}", kind, 1)
        for number in range(MANY_FILES)
        for kind in ((Kind.JPEG, Kind.RAW)[number % 2],)
    ]

    assert len(match(files, RULES)) == MANY_FILES // 2


def test_explanation_gives_the_evidence_of_members() -> None:
    """
    Asked about the reference or about another member, the reasons are those of the other.
    """
    raw, jpeg = shot("IMG_1.CR2"), shot("IMG_1.JPG")

    from_raw, from_jpeg = explain(raw, [raw, jpeg], RULES), explain(jpeg, [raw, jpeg], RULES)

    assert from_raw[0].joined
    assert from_raw[0].reason == "the same base name IMG_1; taken at the same moment"
    assert from_raw[0].evidence == from_jpeg[0].evidence


def test_explanation_gives_the_reason_against_near_names_only() -> None:
    """
    Files of quite other names need no reason.
    """
    others = [shot("IMG_1.JPG", "10:00:30"), shot("XYZ_7.JPG"), shot("IMG_1.xmp")]

    (verdict,) = explain(shot("IMG_1.CR2"), others, RULES, NO_DECISIONS)

    assert (verdict.joined, verdict.reason) == (False, "taken 30.0 s apart: another shot")


def test_sidecar_of_another_folder_is_not_attached() -> None:
    """
    A sidecar without a medium of its own belongs to nobody.
    """
    files = [shot("A/IMG_1.CR2"), shot("A/IMG_1.JPG"), shot("B/IMG_1.xmp")]

    assert [member.sidecars for member in only_group(*files).members] == [(), ()]
