"""
Tests of clips: encodings, proxies, Live and motion photos.
"""

import pytest

from grouping.records import TimeSource
from tests.unit.grouping.shots import grouped, only_group, role_of, shot, twins

PXL = "PXL_20240615_100000000"


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


def test_trimmed_clip_is_an_edit() -> None:
    """
    An edit of a clip may be shorter than the clip.
    """
    files = [shot("IMG_1234.MOV", duration_s=30.0), shot("IMG_E1234.MOV", duration_s=12.0)]

    assert grouped(*files) == [("edited_versions", "IMG_E1234.MOV", ("IMG_1234.MOV",))]


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


def test_clip_of_a_raw_live_photo_joins_by_its_picture() -> None:
    """
    Where RAW and picture share a name, the clip is judged by the picture that it moves.
    """
    files = [shot("IMG_1.DNG"), shot("IMG_1.HEIC"), shot("IMG_1.MOV", duration_s=2.5)]

    assert grouped(*files) == [("live_photo", "IMG_1.HEIC", ("IMG_1.DNG", "IMG_1.MOV"))]
