"""
Tests of how two names meet.
"""

import pytest

from grouping.candidates import Candidate, candidate_of
from grouping.naming import StepKind, naming_for
from grouping.relations import NOTHING, Relation, Surroundings, name_objection, relation_of
from tests.unit.grouping.shots import RULES, shot


def read(path: str) -> Candidate:
    """
    Read a path by the default rules.
    """
    return candidate_of(shot(path), naming_for(RULES))


def related(mine: str, theirs: str) -> Relation:
    """
    Relate two paths whose names share something.
    """
    relation = relation_of(read(mine).name, read(theirs).name)
    assert relation is not None
    return relation


def objection(
    new: str, reference: str, *, stems: set[str] | None = None, series: frozenset[str] = NOTHING
) -> str | None:
    """
    Give what a name objects to beside its reference, and other stems in the folder.
    """
    one, two = read(new), read(reference)
    around = Surroundings({one.name.stem, two.name.stem} | (stems or set()), series)
    return name_objection(one, two, related(new, reference), around)


def test_one_stem_is_plain() -> None:
    """
    Names that differ in the extension only have nothing beside what they share.
    """
    relation = related("IMG_1.CR2", "IMG_1.JPG")

    assert (relation.shared, relation.is_plain, relation.steps) == ("img_1", True, ())


def test_longest_shared_part_is_found() -> None:
    """
    A copy of an edit shares the edit with it, not only the base.
    """
    relation = related("IMG_1-edit (1).JPG", "IMG_1-edit.JPG")

    assert (relation.shared, relation.is_plain) == ("img_1-edit", False)
    assert [step.kind for step in relation.mine] == [StepKind.COPY]
    assert relation.theirs == ()


def test_steps_of_both_sides_are_told_apart() -> None:
    """
    Each side keeps what it has beside the base.
    """
    relation = related("IMG_1-edit.JPG", "IMG_1 (1).JPG")

    assert [step.kind for step in relation.mine] == [StepKind.EDIT]
    assert [step.kind for step in relation.theirs] == [StepKind.COPY]


def test_strangers_have_no_relation() -> None:
    """
    Nothing shared is None rather than an empty base.
    """
    assert relation_of(read("IMG_1.JPG").name, read("IMG_2.JPG").name) is None


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        ("IMG_1-edit.JPG", "IMG_1.JPG", True),
        ("IMG_1.JPG", "IMG_1-edit.JPG", True),
        ("IMG_1 (1).JPG", "IMG_1.JPG", False),
        ("IMG_1.CR2", "IMG_1.JPG", False),
    ],
)
def test_kind_is_looked_for_on_both_sides(mine: str, theirs: str, found: bool) -> None:
    """
    It does not matter which of the two names is the edited one.
    """
    assert related(mine, theirs).has(StepKind.EDIT) is found


@pytest.mark.parametrize(
    ("new", "reference"),
    [
        ("IMG_1.CR2", "IMG_1.JPG"),
        ("IMG_1-edit.JPG", "IMG_1.JPG"),
        ("IMG_1 (1).JPG", "IMG_1.JPG"),
        ("IMG_1_BURST001.JPG", "IMG_1_BURST002.JPG"),
    ],
)
def test_names_of_versions_raise_no_objection(new: str, reference: str) -> None:
    """
    Formats, edits, copies of a file that is there, and frames of one burst are versions by name.
    """
    assert objection(new, reference) is None


@pytest.mark.parametrize(
    ("new", "reference", "said"),
    [
        ("IMG-20240615-WA0001.JPG", "IMG-20240615-WA0001.PNG", "messengers make such names"),
        ("IMG_1_BURST001.JPG", "IMG_1.JPG", "a burst frame is a shot of its own"),
        ("IMG_1.JPG", "IMG_1 (1).JPG", "IMG_1 (1).JPG is itself a numbered or renamed copy"),
        ("IMG_1 (1).JPG", "IMG_1-edit.JPG", "there is no file named img_1 beside it"),
    ],
)
def test_name_that_means_nothing_is_objected_to(new: str, reference: str, said: str) -> None:
    """
    The objection is a sentence that says what is wrong with the name.
    """
    assert said in (objection(new, reference) or "")


def test_copy_is_believed_once_its_base_is_there() -> None:
    """
    Any file of the base's name in the folder will do, not only the reference.
    """
    assert objection("IMG_1 (1).JPG", "IMG_1-edit.JPG", stems={"img_1"}) is None


def test_numbers_that_count_a_series_are_no_copies() -> None:
    """
    Where the numbers after a base count shots, even the base itself is another shot.
    """
    said = objection("IMG_1 (1).JPG", "IMG_1.JPG", series=frozenset({"img_1"}))

    assert said == "the numbers after img_1 count a series of different shots"
