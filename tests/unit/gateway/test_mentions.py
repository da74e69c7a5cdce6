"""
Sentences that name files.
"""

import pytest

from gateway.mentions import Names

VISIBLE = ("trip/IMG_1.jpg", "trip/My Photo.jpg")
HIDDEN = ("secret/PARTY_7.CR2",)


@pytest.mark.parametrize(
    "text",
    [
        "taken in the same second",
        "the same name as IMG_1.jpg",
        "lengths of 1.5 s and 2.5 s",
        "an edit of My Photo.jpg",
        "from the folder trip",
        "made with app.js v1.2",
        "parties",
    ],
)
def test_sentence_about_what_is_seen_may_be_told(text: str) -> None:
    """
    Numbers, other words, and the files that the caller sees.
    """
    assert not Names(HIDDEN, VISIBLE).tell(text)


@pytest.mark.parametrize(
    "text",
    [
        "the same Live Photo id as party_7.cr2",
        "the same base name PARTY_7",
        "folders that belong together, trip and secret",
        "there is no file named other.jpg beside it",
        "beside trip/other.NEF",
    ],
)
def test_sentence_about_what_is_hidden_may_not(text: str) -> None:
    """
    Hidden names, stems and folders, and any other file that is not seen.
    """
    assert Names(HIDDEN, VISIBLE).tell(text)


def test_name_that_is_seen_as_well_gives_nothing_away() -> None:
    """
    A hidden RAW has its JPEG's stem and folder.
    """
    assert not Names(["trip/IMG_1.CR2"], VISIBLE).tell("the same base name IMG_1 in trip")


def test_reasons_that_may_be_told_stay_in_order() -> None:
    """
    The others are left out.
    """
    texts = ["one", "like PARTY_7.CR2", "two"]
    reasons = [{"rule": "r", "text": text} for text in texts]

    assert [reason["text"] for reason in Names(HIDDEN, VISIBLE).harmless(reasons)] == ["one", "two"]
