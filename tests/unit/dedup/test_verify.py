"""
Whether two pictures are one and the same shot.
"""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageOps

from dedup.features import Features, extract
from dedup.records import Likeness, Relation
from dedup.verify import compare
from tests.samples.edits import (
    SAME,
    STRONG,
    bordered,
    captioned,
    compressed,
    cropped,
    grey,
    noisy,
    on_screen,
    resized,
    tilted,
    turned,
    warmer,
)
from tests.samples.scenes import chat, document, scene, sky
from tests.unit.dedup.looks import HEIGHT, WIDTH, against, looked_at, original, rules

DRAWN = {"sky": sky, "document": document, "chat": chat}


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("edit", SAME)
def test_edited_copy_is_the_same_picture(edit: str, number: int) -> None:
    """
    What everyday programs do to a picture leaves its score at 0.95 or more.
    """
    found = against(number, SAME[edit](original(number)))

    assert found.score >= 0.95
    assert rules(found)[0] == "same_picture"


@pytest.mark.parametrize("number", [3, 4])
@pytest.mark.parametrize("edit", STRONG)
def test_strongly_edited_copy_is_recognized(edit: str, number: int) -> None:
    """
    Scores from 0.80 up are found at the looser levels.
    """
    assert against(number, STRONG[edit](original(number))).score >= 0.80


@pytest.mark.parametrize("number", [5, 6])
@pytest.mark.parametrize(
    ("edit", "relation", "rule"),
    [
        (ImageOps.mirror, Relation.MIRRORED, "mirrored"),
        (ImageOps.flip, Relation.MIRRORED, "mirrored"),
        (STRONG["turned left"], Relation.TURNED, "turned"),
        (STRONG["turned around"], Relation.TURNED, "turned"),
        (STRONG["turned right"], Relation.TURNED, "turned"),
        (SAME["cropped by 2 %"], Relation.CROPPED, "cropped"),
        (STRONG["cropped by 5 %"], Relation.CROPPED, "cropped"),
        (STRONG["cropped by 10 %"], Relation.CROPPED, "cropped"),
        (STRONG["cropped by 20 %"], Relation.CROPPED, "cropped"),
        (STRONG["on a screen"], Relation.INSIDE, "cropped"),
        (STRONG["with a white border"], Relation.FRAMED, "framed"),
        (STRONG["with a black border"], Relation.FRAMED, "framed"),
        (STRONG["letterboxed square"], Relation.FRAMED, "framed"),
        (STRONG["grey"], Relation.SAME, "colours"),
        (STRONG["captioned"], Relation.SAME, "partly_covered"),
        (SAME["half the size"], Relation.SAME, "same_picture"),
    ],
)
def test_likeness_says_how_the_one_lies_in_the_other(
    edit: object, relation: Relation, rule: str, number: int
) -> None:
    """
    A relation for programs, and a reason for people.
    """
    assert callable(edit)
    found = against(number, edit(original(number)))

    assert found.relation is relation
    assert rule in rules(found)


@pytest.mark.parametrize("edit", ["mirrored", "upside down", "grey", "sepia"])
def test_mirrored_and_grey_copies_are_not_the_same_picture(edit: str) -> None:
    """
    They are found, and never at the default level.
    """
    assert 0.80 <= against(1, STRONG[edit](original(1))).score < 0.95


def test_tinted_grey_picture_is_the_same_picture() -> None:
    """
    One that never had colours has not lost them.
    """
    drained = grey(original(2))

    assert compare(extract(drained), extract(warmer(drained))).score >= 0.95


def test_small_part_is_inside() -> None:
    """
    A quarter of a picture is found in it.
    """
    found = against(2, cropped(original(2), 0.5))

    assert found.score >= 0.80
    assert found.relation is Relation.INSIDE


def test_edits_add_up() -> None:
    """
    A small, mirrored and recompressed copy with a caption is still found.
    """
    edited = compressed(resized(ImageOps.mirror(captioned(original(3))), 0.4), 60)

    assert against(3, edited).score >= 0.80


def test_turned_text_says_by_how_much() -> None:
    """
    The angle is named.
    """
    (reason,) = [r for r in against(1, turned(original(1), 2)).reasons if r.rule == "turned"]

    assert reason.text == "turned by 180°"


def test_icon_is_a_copy_of_its_picture() -> None:
    """
    64 pixels are enough, and nothing of them is missing.
    """
    found = against(1, resized(original(1), 64 / WIDTH))

    assert found.score >= 0.80
    assert found.relation is Relation.SAME


@pytest.mark.parametrize("share", [0.03, 0.1, 0.25])
def test_frames_of_any_width_are_left_out(share: float) -> None:
    """
    A quarter of its height on each side is still a frame.
    """
    found = against(4, bordered(original(4), share, "black"))

    assert found.score >= 0.80
    assert found.relation is Relation.FRAMED


def test_few_keypoints_are_not_quite_enough() -> None:
    """
    A picture found by a handful of them is not said to be the same one.
    """
    one, two = looked_at(1), extract(SAME["cropped by 2 %"](original(1)))
    order = np.argsort(-np.linalg.norm(two.points - two.points.mean(axis=0), axis=1))[:11]
    few = replace(two, points=two.points[order], descriptors=two.descriptors[order])

    assert compare(one, few).score < 0.95 <= compare(one, two).score


def halves(picture: Image.Image, share: float) -> tuple[Features, Features]:
    """
    Give the left and the right part of a picture, each of that share of its width.
    """
    width, height = picture.size
    left = picture.crop((0, 0, round(width * share), height))
    return extract(left), extract(picture.crop((round(width * (1 - share)), 0, width, height)))


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (3000, 1), (9, 7), (15, 15)])
def test_tiny_picture_is_no_copy_of_a_larger_one(size: tuple[int, int]) -> None:
    """
    There is not enough in it to tell.
    """
    assert against(1, original(1).resize(size)).score == 0


@pytest.mark.parametrize("number", range(1, 7))
def test_other_scenes_are_different(number: int) -> None:
    """
    Nothing in them can be laid on each other.
    """
    found = compare(looked_at(number), looked_at(number % 6 + 1))

    assert found == Likeness(0.0, Relation.DIFFERENT, found.reasons)
    assert rules(found) == ["different"]


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("share", [0.02, 0.03, 0.04])
def test_parallax_makes_another_shot(number: int, share: float) -> None:
    """
    The camera has moved a little: what is near stands elsewhere before what is far.
    """
    other = scene(number, WIDTH, HEIGHT, aside=share)

    assert against(number, other).score < 0.80


@pytest.mark.parametrize("number", range(1, 7))
def test_moved_shapes_make_another_shot(number: int) -> None:
    """
    The camera stands on a tripod, and some of what it sees has gone elsewhere.
    """
    found = against(number, scene(number, WIDTH, HEIGHT, moved=5))

    assert found.score < 0.80
    assert found.relation is Relation.DIFFERENT


def test_what_has_moved_is_named() -> None:
    """
    The reason says why it is another shot.
    """
    found = against(1, scene(1, WIDTH, HEIGHT, moved=4))

    assert "moved" in found.reasons[0].text


@pytest.mark.parametrize("share", [0.03, 0.06, 0.1, 0.2])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_other_perspective_makes_another_shot(number: int, share: float) -> None:
    """
    No flat map lays the one on the other.
    """
    assert against(number, tilted(original(number), share)).score < 0.80


@pytest.mark.parametrize("share", [0.55, 0.7, 0.8, 0.85])
@pytest.mark.parametrize("number", [1, 2])
def test_pictures_that_overlap_are_different(number: int, share: float) -> None:
    """
    Each shows something of its own.
    """
    found = compare(*halves(original(number), share))

    assert found.score < 0.80
    assert found.relation is Relation.DIFFERENT


def test_overlap_is_named() -> None:
    """
    The reason says that neither contains the other.
    """
    found = compare(*halves(original(1), 0.8))

    assert found.reasons[0].text == "they overlap, but each shows something that the other does not"


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_lookalikes_are_different(kind: str, number: int) -> None:
    """
    Clear skies, pages of one layout, and talks on one telephone.
    """
    draw = DRAWN[kind]

    assert compare(extract(draw(number)), extract(draw(number + 1))).score < 0.80


@pytest.mark.parametrize("kind", ["document", "chat"])
def test_copies_of_lookalikes_are_the_same(kind: str) -> None:
    """
    A page is still found again, recompressed.
    """
    page = DRAWN[kind](1)

    assert compare(extract(page), extract(compressed(page, 75))).score >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Image.new("RGB", (480, 360)), noisy(Image.new("RGB", (480, 360)), 4)),
        (Image.new("RGB", (480, 360), "red"), Image.new("RGB", (480, 360), "blue")),
        (Image.new("RGB", (480, 360), (255, 0, 0)), Image.new("RGB", (480, 360), (0, 130, 0))),
        (Image.linear_gradient("L"), Image.linear_gradient("L").resize((480, 360))),
        (sky(1), compressed(sky(1), 75)),
        (Image.new("RGB", (480, 360)), scene(1)),
    ],
)
def test_smooth_pictures_are_never_near(one: Image.Image, other: Image.Image) -> None:
    """
    Black frames, skies and gradients count only when they are equal to the pixel.
    """
    found = compare(extract(one), extract(other))

    assert found.score == 0
    assert found.reasons[0].text == "there is too little to see in them to tell them apart"


def test_equal_smooth_pictures_are_the_same() -> None:
    """
    Two black frames of the same pixels are one picture.
    """
    assert compare(extract(sky(1)), extract(sky(1))).score == 1


def test_other_photo_on_a_screen_is_different() -> None:
    """
    The same telephone around them makes no copy.
    """
    assert compare(extract(on_screen(original(1))), extract(on_screen(original(2)))).score < 0.80


def test_keypoints_that_leave_no_overlap_say_nothing() -> None:
    """
    A map that lays the one beside the other is no finding.
    """
    part = extract(cropped(original(1), 0.4))
    away = replace(part, points=part.points + np.float32(5000))

    assert compare(looked_at(1), part).score >= 0.80
    assert compare(looked_at(1), away).score == 0
