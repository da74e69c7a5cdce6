"""
Tests of matching: every naming habit with its evidence, and what must hold for any files.
"""

import pytest

from grouping.decisions import NO_DECISIONS
from grouping.matching import MANY_FILES, explain, match, match_key
from grouping.records import FileRecord, TimeSource
from grouping.rules import Rules
from mediacore.formats import Kind
from tests.unit.grouping.shots import RULES, at, grouped, only_group, role_of, shot

PXL = "PXL_20240615_100000000"


def twins(first: str, second: str, **facts: object) -> list[FileRecord]:
    """
    Give two files of the same moment.
    """
    return [shot(first, **facts), shot(second, **facts)]


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
    "suffix",
    [
        *("-edited", "-effects", "-smile", "-mix", "-COLLAGE", "-ANIMATION", "-bearbeitet"),
        *("-modifié", "-modifie\u0301", "-modificato", "-editado", "-ha editado", "-bewerkt"),
        *("-edytowane", "-編集済み", "-editat", "_edited", "-Edit", "-Edit-2", "-Bearbeitet"),
        *("-HDR", "-Pano", "-Enhanced-NR", "_DxO", "_DxO_DeepPRIME", "_DxO_DeepPRIME XD"),
        *("-denoise", "-Topaz", " bw", "_final", " (edited)", "_HDR2", "-Edit-Edit", "_crop"),
    ],
)
def test_editors_suffix_makes_an_edit_that_is_primary(suffix: str) -> None:
    """
    A picture with an editor's word in any language is a version, and goes first.
    """
    edit = f"DSC_0042{suffix}.jpg"

    assert grouped(*twins("DSC_0042.jpg", edit)) == [("edited_versions", edit, ("DSC_0042.jpg",))]


@pytest.mark.parametrize("suffix", ["-edited", "_HDR", "-bearbeitet", "-Edit-2"])
def test_edit_without_capture_time_joins_less_certainly(suffix: str) -> None:
    """
    Editors lose EXIF; the word in the same folder is enough, with a lower confidence.
    """
    group = only_group(shot("DSC_0042.jpg"), shot(f"DSC_0042{suffix}.jpg", None))

    assert group.confidence < 0.6


def test_edit_with_another_capture_time_is_another_shot() -> None:
    """
    An edit that brings its own, different time does not join.
    """
    assert grouped(shot("DSC_1.jpg"), shot("DSC_1-edited.jpg", "12:00:00")) == []


@pytest.mark.parametrize(
    "suffix",
    [" (1)", "(1)", " - Copy", " copy 2", " - Kopie", "_1", "+1", "~2", "-2", "_01", "(0)"],
)
def test_copy_of_the_same_moment_joins_behind_its_base(suffix: str) -> None:
    """
    A numbered name joins with exactly the same capture time, and never goes first.
    """
    copy = f"IMG_0042{suffix}.jpg"

    group = only_group(*(files := twins("IMG_0042.jpg", copy)))

    assert group.primary == files[0].file_id
    assert role_of(group, files[1]) == "copy"


def test_copy_by_its_prefix_joins() -> None:
    """
    `Copy of x` is a copy too.
    """
    assert len(grouped(*twins("IMG_1.jpg", "Copy of IMG_1.jpg"))) == 1


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


def test_photographers_series_does_not_group() -> None:
    """
    `wedding (1)` to `(356)` are different shots, even beside a file named `wedding`.
    """
    series = [shot(f"wedding ({n}).jpg", f"10:{n // 60:02}:{n % 60:02}") for n in range(1, 357)]

    assert grouped(shot("wedding.jpg", "10:00:01"), *series) == []


def test_unknown_word_joins_with_the_same_time_by_the_owners_patterns() -> None:
    """
    `{base}_{suffix}` catches words that nobody foresaw; without that pattern they stay apart.
    """
    files = twins("IMG_1.JPG", "IMG_1_holiday.JPG")

    assert grouped(*files) == [("edited_versions", "IMG_1_holiday.JPG", ("IMG_1.JPG",))]
    assert grouped(*files, rules=Rules(filename_patterns=("{base}.{ext}",))) == []


def test_counter_rollover_does_not_group_strangers() -> None:
    """
    Two shots of one name years apart each keep their own partner.
    """
    old = {"taken_us": at("10:00:00") - 10**14}
    files = [
        shot("RAW/IMG_1.CR2", **old),
        shot("JPG/IMG_1.JPG", **old),
        shot("IMG_1.CR2"),
        shot("IMG_1.JPG"),
    ]

    assert grouped(*files) == [
        ("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",)),
        ("raw_jpeg", "JPG/IMG_1.JPG", ("RAW/IMG_1.CR2",)),
    ]


def test_times_do_not_chain() -> None:
    """
    Each file is judged against the reference, so small differences do not add up.
    """
    files = [
        shot("IMG_1.CR2", "10:00:00"),
        shot("IMG_1.JPG", "10:00:01.9"),
        shot("IMG_1.PNG", "10:00:03.8"),
    ]

    assert grouped(*files) == [("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",))]


def test_file_joins_the_nearest_of_two_shots() -> None:
    """
    Of two shots within the tolerance the one nearer in time gets the file.
    """
    files = [
        shot("RAW/IMG_1.CR2", "10:00:00"),
        shot("IMG_1.CR2", "10:00:03"),
        shot("IMG_1.JPG", "10:00:01.8"),
    ]

    assert grouped(*files) == [("raw_jpeg", "IMG_1.JPG", ("IMG_1.CR2",))]


def test_file_without_time_joins_the_shot_in_its_own_folder() -> None:
    """
    Of two shots that an edit without a time could be of, only the one beside it counts.
    """
    files = [
        shot("RAW/IMG_1.CR2", "10:00:00"),
        shot("IMG_1.CR2", "11:00:00"),
        shot("IMG_1-edited.JPG", None),
    ]

    assert grouped(*files) == [("raw_jpeg", "IMG_1-edited.JPG", ("IMG_1.CR2",))]


def test_file_without_time_stays_alone_between_two_shots() -> None:
    """
    Where nothing tells which of two shots it is of, nothing is guessed.
    """
    files = [
        shot("RAW/IMG_1.CR2", "10:00:00"),
        shot("DNG/IMG_1.DNG", "11:00:00"),
        shot("IMG_1.JPG", None),
    ]

    assert grouped(*files) == []


def test_times_missing_in_both_group_with_less_confidence() -> None:
    """
    Same folder and base where nothing contradicts is a pair, and the evidence says so.
    """
    group = only_group(shot("IMG_1.CR2", None), shot("IMG_1.JPG", None))

    assert group.confidence == 0.6
    assert "time_unknown" in {one.rule for one in group.evidence}


def test_everything_of_one_shot_is_one_group() -> None:
    """
    RAW, its conversion, JPEG, PNG, TIFF edit and copy make one group.
    """
    names = ["IMG_1.CR2", "IMG_1.DNG", "IMG_1.PNG", "IMG_1-Edit.tif", "IMG_1 (1).JPG"]
    files = [shot("IMG_1.JPG"), *map(shot, names)]

    assert grouped(*files) == [("raw_jpeg", "IMG_1.JPG", tuple(sorted(names)))]


def test_two_edits_without_their_base_group() -> None:
    """
    Edits of a shot whose original is gone are still versions of each other.
    """
    assert len(grouped(*twins("DSC_1-Edit.jpg", "DSC_1-Edit-2.jpg"))) == 1


def test_edit_of_a_copy_belongs_to_the_copy() -> None:
    """
    A pair whose name itself is numbered has its own edits.
    """
    names = ["wedding (7).CR2", "wedding (7).JPG", "wedding (7)-edited.JPG"]

    group = only_group(*(files := [shot(name) for name in names]))

    assert [role_of(group, one) for one in files] == ["raw", "original", "edit"]


def test_edit_folder_tells_the_edit() -> None:
    """
    A picture of the same name in a folder of edits is the edit.
    """
    assert grouped(*twins("Trip/IMG_1.JPG", "Trip/Edited/IMG_1.JPG")) == [
        ("edited_versions", "Trip/Edited/IMG_1.JPG", ("Trip/IMG_1.JPG",))
    ]


def test_backup_tree_has_its_own_groups() -> None:
    """
    A pair and its backup are two groups.
    """
    names = ["P/IMG_1.CR2", "P/IMG_1.JPG", "Backup/P/IMG_1.CR2", "Backup/P/IMG_1.JPG"]

    assert grouped(*map(shot, names)) == [
        ("raw_jpeg", "Backup/P/IMG_1.JPG", ("Backup/P/IMG_1.CR2",)),
        ("raw_jpeg", "P/IMG_1.JPG", ("P/IMG_1.CR2",)),
    ]


def test_neighbouring_folders_must_be_unambiguous() -> None:
    """
    A RAW with two possible partners in two folders gets none of them.
    """
    assert grouped(shot("A/IMG_1.CR2"), shot("B/IMG_1.JPG"), shot("C/IMG_1.JPG")) == []


def test_neighbouring_folders_can_be_switched_off() -> None:
    """
    An owner may insist on one folder.
    """
    files = twins("A/IMG_1.CR2", "B/IMG_1.JPG")

    assert grouped(*files, rules=Rules(neighbour_folders=False)) == []


def test_pixel_pair_may_differ_by_seconds() -> None:
    """
    The name holds the moment in milliseconds, so a long development does not part the pair.
    """
    files = [
        shot(f"{PXL}.RAW-01.COVER.jpg"),
        shot(f"{PXL}.RAW-02.ORIGINAL.dng", "10:00:07"),
    ]

    assert only_group(*files).confidence < 0.98


def test_truncated_takeout_edit_joins() -> None:
    """
    Google Takeout cuts long names, and with them the word for the edit.
    """
    base = f"{PXL}.LONG_EXPOSURE-01.COVER"

    assert grouped(*twins(f"{base}.jpg", f"{base}-ed.jpg")) == [
        ("edited_versions", f"{base}-ed.jpg", (f"{base}.jpg",))
    ]


def test_iphone_edit_is_primary() -> None:
    """
    `IMG_E` is the edit of `IMG_`.
    """
    assert grouped(*twins("IMG_1234.HEIC", "IMG_E1234.HEIC")) == [
        ("edited_versions", "IMG_E1234.HEIC", ("IMG_1234.HEIC",))
    ]


def test_fastfoto_enhanced_scan_is_primary() -> None:
    """
    Of original, enhanced and back of a scan any two are versions; the enhanced goes first.
    """
    names = ["trip_0001_a.jpg", "trip_0001.jpg", "trip_0001_b.jpg"]

    assert grouped(*(shot(name, None) for name in names)) == [
        ("edited_versions", names[0], (names[1], names[2]))
    ]
    assert len(grouped(shot(names[0], None), shot(names[2], None))) == 1


@pytest.mark.parametrize(
    ("cover", "others"),
    [
        ("IMG_1_BURST20190615100000123_COVER.jpg", ["IMG_2_BURST20190615100000123.jpg"]),
        (
            "00100lPORTRAIT_00100_BURST20190615100000123_COVER.jpg",
            ["00000PORTRAIT_00000_BURST20190615100000123.jpg"],
        ),
        (
            "IMG_20240615_100000_BURST003_COVER.jpg",
            ["IMG_20240615_100000_BURST001.jpg", "IMG_20240615_100000_BURST002.jpg"],
        ),
        (
            "IMG_20240615_100000123_BURST000_COVER.jpg",
            ["IMG_20240615_100000123_BURST001.jpg"],
        ),
        ("DSCPDC_0003_BURST20240615100000123_COVER.JPG", ["DSC_0004_BURST20240615100000123.JPG"]),
        ("00001IMG_00001_BURST1718445600123_COVER.jpg", ["00002IMG_00002_BURST1718445600123.jpg"]),
    ],
)
def test_burst_is_known_by_its_stamp_and_led_by_its_cover(cover: str, others: list[str]) -> None:
    """
    Frames share the stamp or the name before the number, whatever counter they carry.
    """
    assert grouped(*map(shot, [cover, *others])) == [("burst", cover, tuple(sorted(others)))]


def test_named_burst_needs_no_times() -> None:
    """
    The word in the name says enough.
    """
    frames = [shot(f"IMG_20240615_100000_BURST{n:03}.jpg", None) for n in range(3)]

    assert only_group(*frames).type == "burst"


def test_samsung_frames_of_one_second_are_a_burst() -> None:
    """
    The first frame leads, RAWs of frames included.
    """
    names = ["20240615_100000_001.jpg", "20240615_100000_002.jpg", "20240615_100000_002.dng"]

    group = only_group(*(files := [shot(name) for name in names]))

    assert group.primary == files[0].file_id
    assert [role_of(group, one) for one in files] == ["burst_frame", "burst_frame", "raw"]


def test_pair_of_one_burst_frame_is_a_pair() -> None:
    """
    One frame in two formats is no burst.
    """
    files = twins("20240615_100000_001.jpg", "20240615_100000_001.dng")

    assert grouped(*files) == [
        ("raw_jpeg", "20240615_100000_001.jpg", ("20240615_100000_001.dng",))
    ]
    assert role_of(only_group(*files), files[0]) == "original"


def test_burst_id_joins_frames_of_any_name() -> None:
    """
    IPhones give burst frames unrelated names and one id; edits of frames come along.
    """
    files = [
        shot("IMG_0001.HEIC", burst_id="B"),
        shot("IMG_0002.HEIC", burst_id="B"),
        shot("IMG_E0002.HEIC"),
    ]

    assert grouped(*files) == [("burst", "IMG_E0002.HEIC", ("IMG_0001.HEIC", "IMG_0002.HEIC"))]


def test_burst_id_of_one_frame_makes_no_burst() -> None:
    """
    RAW and JPEG of one frame share the id, and are a pair.
    """
    files = [shot("RAW/IMG_1.DNG", burst_id="B"), shot("X/IMG_1.HEIC", burst_id="B")]

    assert only_group(*files).type == "raw_jpeg"


def test_burst_without_id_or_name_is_no_group() -> None:
    """
    Shots of one second with their own numbers are each their own.
    """
    names = ["DSC01000.ARW", "DSC01000.JPG", "DSC01001.ARW", "DSC01001.JPG", "DSC01002.JPG"]

    assert [facts[0] for facts in grouped(*map(shot, names))] == ["raw_jpeg", "raw_jpeg"]


@pytest.mark.parametrize(
    ("original", "proxy"),
    [
        ("GX011234.MP4", "GL011234.LRV"),
        ("GXAA0001.MP4", "GLAA0001.LRV"),
        ("C0001.MP4", "Sub/C0001S03.MP4"),
        ("CLIP/C0001.MP4", "SUB/C0001S03.MP4"),
        ("DJI_0007.MP4", "DJI_0007.LRF"),
        ("DJI_20240615100000_0001_D.MP4", "DJI_20240615100000_0001_D.LRF"),
        ("VID_20240615_100000_00_657.insv", "LRV_20240615_100000_11_657.insv"),
        ("MVI_1.mp4", "MVI_1.MOV"),
        ("MVI_1.mp4", "MVI_1_1080p.mp4"),
    ],
)
def test_clip_and_its_other_encoding_are_variants(original: str, proxy: str) -> None:
    """
    The same recording of the same length; the camera's proxy never goes first.
    """
    assert grouped(*twins(original, proxy, duration_s=60.0)) == [
        ("video_variants", original, (proxy,))
    ]


def test_proxy_of_unknown_length_joins_by_its_time() -> None:
    """
    A proxy that could not be read is still the proxy of its clip.
    """
    group = only_group(*(files := [shot("GX011234.MP4", duration_s=9.0), shot("GL011234.LRV")]))

    assert role_of(group, files[1]) == "proxy"


def test_insta_photo_and_its_raw_are_a_pair() -> None:
    """
    Pictures of the camera pair by moment and serial.
    """
    names = ["IMG_20240615_100000_00_657.insp", "IMG_20240615_100000_00_657.dng"]

    assert grouped(*twins(*names)) == [("raw_jpeg", names[0], (names[1],))]


def test_trimmed_clip_is_an_edit() -> None:
    """
    An edit of a clip may be shorter than the clip.
    """
    files = [shot("IMG_1234.MOV", duration_s=30.0), shot("IMG_E1234.MOV", duration_s=12.0)]

    assert grouped(*files) == [("edited_versions", "IMG_E1234.MOV", ("IMG_1234.MOV",))]


def test_live_photo_by_its_id_whatever_the_names() -> None:
    """
    The id ties picture and clip; Immich shows them as one already.
    """
    files = [
        shot("Beach.HEIC", content_identifier="X"),
        shot("clip7.MOV", content_identifier="X", duration_s=2.1),
    ]

    group = only_group(*files)

    assert (group.type, group.switchable, group.primary) == ("live_photo", False, files[0].file_id)


def test_live_photo_by_name_id_and_no_time() -> None:
    """
    Where name and id agree, no time is needed.
    """
    files = [
        shot("IMG_1.HEIC", None, content_identifier="X"),
        shot("IMG_1.MOV", None, content_identifier="X", duration_s=2.1),
    ]

    assert only_group(*files).type == "live_photo"


@pytest.mark.parametrize("clip", ["IMG_0108.MOV", "IMG_0108_HEVC.MOV", "IMG_0108.MP4"])
def test_live_photo_by_name(clip: str) -> None:
    """
    A short clip of the same name and moment is the Live Photo's, as exports name it.
    """
    files = [shot("IMG_0108.HEIC"), shot(clip, "10:00:01", duration_s=2.8)]

    assert grouped(*files) == [("live_photo", "IMG_0108.HEIC", (clip,))]
    assert role_of(only_group(*files), files[1]) == "live_clip"


def test_live_clip_may_count_in_another_time_zone() -> None:
    """
    Containers count in UTC: whole quarters of an hour do not part picture and clip.
    """
    files = [
        shot("IMG_1.HEIC"),
        shot("IMG_1.MOV", "08:00:01", duration_s=2.8, taken_source=TimeSource.CONTAINER),
    ]

    assert only_group(*files).type == "live_photo"


def test_live_photo_in_a_backup_is_another_group() -> None:
    """
    The same id in two trees makes a group in each.
    """
    files = [
        shot(f"{tree}/{name}", content_identifier="X", duration_s=2.0, content=name.encode())
        for tree in ("A", "Backup/A")
        for name in ("Beach.HEIC", "clip.MOV")
    ]

    assert grouped(*files) == [
        ("live_photo", "A/Beach.HEIC", ("A/clip.MOV",)),
        ("live_photo", "Backup/A/Beach.HEIC", ("Backup/A/clip.MOV",)),
    ]


@pytest.mark.parametrize(
    ("picture", "clip"),
    [
        (f"{PXL}.MP.jpg", f"{PXL}.MP"),
        ("MVIMG_20190615_100000.jpg", "MVIMG_20190615_100000.mp4"),
        ("20240615_100000.jpg", "20240615_100000.mp4"),
    ],
)
def test_motion_photo_and_its_clip(picture: str, clip: str) -> None:
    """
    Phones' motion photos and their extracted clips are one asset in Immich.
    """
    files = [shot(picture, motion=picture.startswith("2024")), shot(clip, duration_s=2.0)]

    group = only_group(*files)

    assert (group.type, group.switchable) == ("motion_photo", False)
    assert role_of(group, files[1]) == "motion_clip"


def test_camera_id_proves_what_times_cannot() -> None:
    """
    An equal picture id joins although an editor moved the time.
    """
    unique = "0123456789abcdef0123456789ABCDEF"
    files = [
        shot("IMG_1.CR2", unique_id=unique),
        shot("IMG_1.JPG", "15:00:00", unique_id=unique),
    ]

    assert "unique_id" in {one.rule for one in only_group(*files).evidence}


@pytest.mark.parametrize("unique", ["A16LLIC08SM", "0" * 32, "x" * 31 + "y"])
def test_meaningless_camera_id_proves_nothing(unique: str) -> None:
    """
    Some phones write their firmware's name there.
    """
    files = [
        shot("IMG_1.CR2", unique_id=unique),
        shot("IMG_1.JPG", "15:00:00", unique_id=unique),
    ]

    assert grouped(*files) == []


def test_same_camera_is_evidence() -> None:
    """
    One name of the camera may hold the maker, the other not.
    """
    files = [
        shot("RAW/IMG_1.CR2", camera="Canon EOS R5"),
        shot("IMG_1.JPG", camera="EOS R5"),
    ]

    rules = {one.rule for one in only_group(*files).evidence}

    assert rules >= {"camera", "capture_time", "same_base_name", "sibling_folder"}


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
