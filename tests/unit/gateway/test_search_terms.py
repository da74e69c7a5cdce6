"""
Reading what somebody typed.
"""

import pytest

from gateway.search_terms import MAX_TERMS, terms


@pytest.mark.parametrize(
    ("query", "texts", "days"),
    [
        ("IMG_1.cr3", ["IMG_1.cr3"], None),
        ("2026", ["2026"], ("2026-01-01", "2027-01-01")),
        ("2026-05", ["2026-05"], ("2026-05-01", "2026-06-01")),
        ("2026-12", ["2026-12"], ("2026-12-01", "2027-01-01")),
        ("2026-05-16", ["2026-05-16"], ("2026-05-16", "2026-05-17")),
        ("May 2026", ["May 2026"], ("2026-05-01", "2026-06-01")),
        ("2026 sept.", ["2026", "sept."], ("2026-01-01", "2027-01-01")),
        ("dec 2026", ["dec 2026"], ("2026-12-01", "2027-01-01")),
        ("16 May 2026", ["16 May 2026"], ("2026-05-16", "2026-05-17")),
        ("May 16th, 2026", ["May 16th, 2026"], ("2026-05-16", "2026-05-17")),
        ("2026-05-16 canon", ["2026-05-16", "canon"], ("2026-05-16", "2026-05-17")),
        ("2026-13", ["2026-13"], None),
        ("31 Feb 2026", ["31", "Feb 2026"], None),
        ("0000", ["0000"], None),
        ("9999", ["9999"], None),
        ("May", ["May"], None),
        ("", [], None),
    ],
)
def test_dates_are_found_among_words(
    query: str, texts: list[str], days: tuple[str, str] | None
) -> None:
    """
    As years, months and days; what is none is a word.
    """
    found = terms(query)

    assert [term.text for term in found] == texts
    if days is not None:
        assert (found[0].start, found[0].end) != (None, None)
        assert (f"{found[0].start:%Y-%m-%d}", f"{found[0].end:%Y-%m-%d}") == days
    elif found:
        assert found[0].start is None


def test_words_behind_the_eighth_are_left_out() -> None:
    """
    Nobody needs more, and each costs time.
    """
    assert len(terms("a " * 50)) == MAX_TERMS
