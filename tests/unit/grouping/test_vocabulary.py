"""
Tests of the words that names and folders are read by.
"""

import pytest

from grouping import vocabulary as v
from grouping.folding import fold
from grouping.naming import Name, StepKind, naming_for
from tests.unit.grouping.shots import RULES

LISTS = {
    "raw extensions": v.RAW_EXTENSIONS,
    "format folders": v.FORMAT_FOLDERS,
    "edit folders": v.EDIT_FOLDERS,
    "proxy folders": v.PROXY_FOLDERS,
    "edit words": v.EDIT_WORDS,
    "edit modifiers": tuple(v.EDIT_MODIFIERS),
    "render words": v.RENDER_WORDS,
    "copy words": v.COPY_WORDS,
    "copy prefixes": v.COPY_PREFIXES,
    "developers": v.DEVELOPERS,
}


def read(stem: str) -> Name:
    """
    Read a folded stem by the default rules.
    """
    return naming_for(RULES).read(stem, "jpg")


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_words_are_written_as_they_are_compared(words: tuple[str, ...]) -> None:
    """
    A word in capitals or decomposed Unicode would never match a folded name.
    """
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_word_stands_once_in_its_list(words: tuple[str, ...]) -> None:
    """
    A word that stands twice hides which of the two somebody should change.
    """
    assert sorted(words) == sorted(set(words))


def test_word_makes_an_edit_or_a_rendition_but_not_both() -> None:
    """
    Otherwise the order in which lists are looked at would decide.
    """
    assert set(v.EDIT_WORDS) & set(v.RENDER_WORDS) == set()


@pytest.mark.parametrize(
    ("words", "kind"), [(v.EDIT_WORDS, StepKind.EDIT), (v.RENDER_WORDS, StepKind.SAME)]
)
def test_every_word_is_read_off_a_name(words: tuple[str, ...], kind: StepKind) -> None:
    """
    No word is too long, or of letters that the reading of names does not expect.
    """
    names = {word: read(f"img_1234-{word}") for word in words}

    missed = {
        word
        for word, name in names.items()
        if (name.base, name.steps[0].kind) != ("img_1234", kind)
    }
    assert missed == set()


@pytest.mark.parametrize(
    "stem",
    [
        *(f"img_1234 - {word}" for word in v.COPY_WORDS),
        *(f"{prefix}img_1234" for prefix in v.COPY_PREFIXES),
    ],
)
def test_every_copy_is_read_off_a_name(stem: str) -> None:
    """
    File managers of all these languages make copies.
    """
    name = read(stem)

    assert (name.base, [step.kind for step in name.steps]) == ("img_1234", [StepKind.COPY])


def test_raw_extensions_are_those_of_cameras() -> None:
    """
    The makers' formats are there, and nothing that a camera writes beside them.
    """
    assert {"cr2", "cr3", "nef", "arw", "raf", "rw2", "orf", "dng"} <= set(v.RAW_EXTENSIONS)
    assert not {"jpg", "heic", "tif", "mov"} & set(v.RAW_EXTENSIONS)
