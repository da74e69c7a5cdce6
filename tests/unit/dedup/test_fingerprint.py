"""
The fingerprint of a picture.
"""

from pathlib import Path

import imagehash
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from dedup.fingerprint import Fingerprint, fingerprint_of, perceptual_hash, read_fingerprint
from dedup.hash_text import hash_text
from dedup.records import PictureSource
from mediacore.formats import Kind
from tests.samples.scenes import scene

FLAT_PICTURES = {
    "black": Image.new("L", (640, 480), 3),
    "white": Image.new("RGB", (640, 480), (250, 251, 249)),
    "gradient": Image.linear_gradient("L"),
}


def look(picture: Image.Image) -> Fingerprint:
    """
    Make a fingerprint of a full picture.
    """
    return fingerprint_of(picture, PictureSource.FULL)


def nearest(one: Fingerprint, other: Fingerprint) -> float:
    """
    Give the least distance of their vectors.
    """
    return min(
        float(np.linalg.norm(left - right)) for left in one.vectors for right in other.vectors
    )


@pytest.mark.parametrize("number", range(12))
def test_hash_is_that_of_imagehash(number: int) -> None:
    """
    Bit for bit what `imagehash.phash` says of the same pixels, whatever the highest bit is.
    """
    picture = scene(number)

    assert hash_text(look(picture).phash) == str(imagehash.phash(picture))


@given(
    number=st.integers(0, 1000),
    width=st.integers(1, 300),
    height=st.integers(1, 300),
    mode=st.sampled_from(["L", "RGB"]),
)
def test_hash_of_any_shape_is_that_of_imagehash(
    number: int, width: int, height: int, mode: str
) -> None:
    """
    Grey or coloured, larger or smaller than what is hashed.
    """
    values = np.random.default_rng(number).integers(0, 256, (height, width, 3), dtype=np.uint8)
    picture = Image.fromarray(values).convert(mode)

    assert hash_text(perceptual_hash(picture)) == str(imagehash.phash(picture))


@pytest.mark.parametrize("turned", [False, True])
def test_hash_of_a_gradient_is_that_of_imagehash(turned: bool) -> None:
    """
    Pictures whose frequencies are mostly nothing are hashed alike, too.
    """
    picture = Image.linear_gradient("L")
    picture = picture.rotate(90) if turned else picture

    assert hash_text(perceptual_hash(picture)) == str(imagehash.phash(picture))


def test_exif_turn_does_not_matter(tmp_path: Path) -> None:
    """
    Pixels that EXIF turns back are hashed as they are looked at.
    """
    picture, turned = scene(8), Image.Exif()
    turned[0x0112] = 6
    plain, stored = tmp_path / "plain.png", tmp_path / "turned.png"
    picture.save(plain)
    picture.transpose(Image.Transpose.ROTATE_90).save(stored, exif=turned)

    prints = [read_fingerprint(str(path).encode(), Kind.PNG) for path in (plain, stored)]

    assert prints[0].phash == prints[1].phash


def test_scene_is_informative() -> None:
    """
    It has a vector to be searched for.
    """
    found = look(scene(1))

    assert found.informative
    assert len(found.vectors) == 1
    assert found.source is PictureSource.FULL


@pytest.mark.parametrize("name", FLAT_PICTURES)
def test_smooth_pictures_tell_nothing(name: str) -> None:
    """
    Black frames, skies and gradients are matched by their bytes only.
    """
    found = look(FLAT_PICTURES[name])

    assert not found.informative
    assert found.vectors == ()


def test_noise_does_not_make_a_black_frame_informative() -> None:
    """
    A sensor's noise averages out.
    """
    noise = np.random.default_rng(1).normal(4, 2, (480, 640, 3)).clip(0, 255).astype(np.uint8)

    assert not look(Image.fromarray(noise)).informative


def test_framed_copy_is_near() -> None:
    """
    Borders are not described.
    """
    picture = scene(5)

    assert nearest(look(picture), look(ImageOps.expand(picture, 40, "white"))) < 0.4


def test_photo_inside_a_screenshot_is_near() -> None:
    """
    The largest panel has a vector of its own.
    """
    screen = Image.new("RGB", (540, 1170), (18, 18, 18))
    picture = scene(6)
    screen.paste(picture.resize((540, 405)), (0, 380))
    screen.paste((255, 255, 255), (20, 30, 120, 45))
    found = look(screen)

    assert len(found.vectors) == 2
    assert nearest(look(picture), found) < 0.5


def test_file_is_looked_at(tmp_path: Path) -> None:
    """
    A file without a thumbnail is decoded; the fingerprint says from what it was made.
    """
    path = tmp_path / "a.png"
    scene(7).save(path)

    found = read_fingerprint(str(path).encode(), Kind.PNG)

    assert found.source is PictureSource.FULL
    assert nearest(found, look(scene(7))) < 0.2
