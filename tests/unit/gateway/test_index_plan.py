"""
What of an index to fetch again.
"""

from datetime import date

from gateway.asset_rows import View
from gateway.index_plan import Have, Month, Span, differing, everything, read_months, spans

JANUARY, FEBRUARY, MARCH = (date(2024, month, 1) for month in (1, 2, 3))


def _month(first: date, count: int, view: View = View.TIMELINE) -> Month:
    return Month(view, first, first.isoformat(), count)


def test_months_are_read_newest_first() -> None:
    """
    Both spellings of a month are read; years of no calendar are passed over.
    """
    told = [
        {"timeBucket": "2024-01-01", "count": 3},
        {"timeBucket": "2024-02-01T00:00:00.000Z", "count": 4},
        {"timeBucket": "+010000-01-01", "count": 1},
        {"timeBucket": "9999-12-01", "count": 1},
    ]

    months = read_months(View.ARCHIVE, told)

    assert [(month.first, month.count) for month in months] == [(FEBRUARY, 4), (JANUARY, 3)]
    assert months[0].bucket == "2024-02-01T00:00:00.000Z"


def test_month_differs_by_its_rows() -> None:
    """
    A month we have as Immich counts it is left alone, whatever it was before.
    """
    months = [_month(JANUARY, 3), _month(FEBRUARY, 4)]
    have = {("timeline", JANUARY): Have(3, 9, 9), ("timeline", FEBRUARY): Have(3, 3, 3)}

    assert differing(months, have) == [months[1]]


def test_lasting_difference_is_fetched_once() -> None:
    """
    When fetching did not make numbers equal, it is not tried again until one of them changes.
    """
    have = {("timeline", JANUARY): Have(2, 3, 2)}

    assert differing([_month(JANUARY, 3)], have) == []
    assert differing([_month(JANUARY, 4)], have) == [_month(JANUARY, 4)]


def test_month_gone_from_immich_differs() -> None:
    """
    Rows of a month that Immich no longer lists are to go.
    """
    have = {("trash", JANUARY): Have(2, 2, 2), ("trash", MARCH): Have(0, 2, 2)}

    assert differing([], have) == [_month(JANUARY, 0, View.TRASH)]


def test_everything_is_all_that_either_has() -> None:
    """
    A whole comparison passes over no month.
    """
    have = {("timeline", JANUARY): Have(3, 3, 3), ("timeline", FEBRUARY): Have(1, 1, 1)}

    assert everything([_month(JANUARY, 3)], have) == [_month(FEBRUARY, 0), _month(JANUARY, 3)]


def test_neighbours_share_a_search() -> None:
    """
    Small months of one view that follow each other are one span; large ones and others are not.
    """
    every = [_month(MARCH, 600), _month(FEBRUARY, 300), _month(JANUARY, 200)]
    hidden = _month(FEBRUARY, 1, View.HIDDEN)

    found = list(spans([*every, hidden], [*every, hidden]))

    assert found == [
        Span((every[0], every[1])),
        Span((every[2],)),
        Span((hidden,)),
    ]
    assert [span.count for span in found] == [900, 200, 1]


def test_months_with_another_between_them_do_not_share() -> None:
    """
    A search over both would read the month between for nothing; a gone month stands alone.
    """
    every = [_month(MARCH, 1), _month(FEBRUARY, 1), _month(JANUARY, 1)]
    gone = _month(date(2020, 1, 1), 0)

    found = list(spans([every[0], every[2], gone], every))

    assert [len(span.months) for span in found] == [1, 1, 1]
    assert list(spans([], every)) == []


def test_search_reaches_over_both_ends() -> None:
    """
    Months count by local time, searches go by the moment: a day more on either side holds all.
    """
    span = Span((_month(FEBRUARY, 1), _month(JANUARY, 1)))

    assert span.search() == {
        "visibility": "timeline",
        "takenAfter": "2023-12-31T00:00:00.000Z",
        "takenBefore": "2024-03-02T00:00:00.000Z",
    }


def test_trash_is_searched_by_when_it_was_trashed() -> None:
    """
    The trash has no visibility of its own.
    """
    search = Span((_month(JANUARY, 1, View.TRASH),)).search()

    assert search["withDeleted"] is True
    assert "visibility" not in search
