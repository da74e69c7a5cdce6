"""
What a look at the installation found, as a value.
"""

import pytest

from mediacore.findings import Finding, Level, fine, worst, worst_first

BAD = Finding("redis", Level.ERROR, "It is away.", "Start it.", "dedup")
ODD = Finding("disk-space", Level.WARNING, "It is full.", "Make room.", "dedup")
GOOD = fine("database", "dedup", "It answers.")


def test_finding_survives_its_json_form() -> None:
    """
    What a service tells is what the gateway reads.
    """
    assert [Finding.told(one.body()) for one in (BAD, ODD, GOOD)] == [BAD, ODD, GOOD]


@pytest.mark.parametrize("body", [{}, {**BAD.body(), "level": "bad"}, "text"])
def test_anything_else_is_no_finding(body: dict[str, str]) -> None:
    """
    A service of another version is not believed blindly.
    """
    with pytest.raises(ValueError, match=r"no finding|not a valid"):
        Finding.told(body)


def test_worst_comes_first_and_the_rest_keeps_its_order() -> None:
    """
    Whoever reads from the top reads what matters.
    """
    assert worst_first([GOOD, ODD, BAD, GOOD]) == [BAD, ODD, GOOD, GOOD]


def test_worst_of_nothing_is_fine() -> None:
    """
    And the worst of all is the worst there is.
    """
    assert (worst([]), worst([GOOD, BAD, ODD])) == (Level.OK, Level.ERROR)
