"""
What of an index to fetch again: months whose numbers disagree, put together to spans; pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gateway.asset_rows import YEARS, View

PAGE = 1000
ZONES = timedelta(days=1)  # local time, by which months count, against the moment searches go by
EVER = "1970-01-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Month:
    """
    A month of a view as Immich counts it; `bucket` is its name there.
    """

    view: View
    first: date
    bucket: str
    count: int


@dataclass(frozen=True, slots=True)
class Have:
    """
    A month as we have it: rows now, and told and rows when it was last fetched (-1: never was).
    """

    rows: int = 0
    told_then: int = -1
    rows_then: int = -1


@dataclass(frozen=True, slots=True)
class Span:
    """
    Neighbouring months of one view that one search covers.
    """

    months: tuple[Month, ...]

    @property
    def view(self) -> View:
        """
        The view of all of them.
        """
        return self.months[0].view

    @property
    def count(self) -> int:
        """
        How many assets Immich counted in them.
        """
        return sum(month.count for month in self.months)

    def search(self) -> dict[str, Any]:
        """
        Give the search that finds them, and a little more on either side.
        """
        firsts = [month.first for month in self.months]
        return {
            **scope_of(self.view),
            "takenAfter": stamp(_floor(min(firsts)) - ZONES),
            "takenBefore": stamp(_floor(_next(max(firsts))) + ZONES),
        }


def scope_of(view: View) -> dict[str, Any]:
    """
    Give what limits a search to a view (for the trash of version 2: to its better part).
    """
    if view is View.TRASH:
        return {"withDeleted": True, "trashedAfter": EVER}
    return {"visibility": str(view)}


def stamp(at: datetime) -> str:
    """
    Give a moment (UTC, no zone) as Immich wants it.
    """
    return f"{at.isoformat(timespec='milliseconds')}Z"


def _floor(first: date) -> datetime:
    return datetime(first.year, first.month, 1)  # noqa: DTZ001 - a wall time, as months are


def _next(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def read_months(view: View, buckets: Iterable[Mapping[str, Any]]) -> list[Month]:
    """
    Read Immich's counts by month; years that no calendar of ours has are passed over.
    """
    months = []
    for bucket in buckets:
        name = str(bucket["timeBucket"])
        try:
            first = date.fromisoformat(name[:10]).replace(day=1)
        except ValueError:
            continue
        if first.year in YEARS:
            months.append(Month(view, first, name, int(bucket["count"])))
    return sorted(months, key=lambda month: month.first, reverse=True)


def everything(months: Iterable[Month], have: Mapping[tuple[str, date], Have]) -> list[Month]:
    """
    Give all months that have an asset in Immich or here, the newest first.
    """
    untold = {key: Have(rows=-1) for key in have}
    return differing(months, untold)


def differing(months: Iterable[Month], have: Mapping[tuple[str, date], Have]) -> list[Month]:
    """
    Give the months to fetch again, the newest first, those that have gone from Immich included.

    A month whose numbers disagree just as they did after it was fetched is left alone until either
    changes: Immich counts assets whose metadata it has not read, and then does not list them.
    """
    told = {(str(month.view), month.first): month for month in months}
    gone = [
        Month(View(view), first, first.isoformat(), 0)
        for (view, first), known in have.items()
        if known.rows and (view, first) not in told
    ]
    changed = [month for key, month in told.items() if _differs(month, have.get(key, Have()))]
    return sorted([*changed, *gone], key=lambda month: (month.first, month.view), reverse=True)


def _differs(month: Month, known: Have) -> bool:
    if month.count == known.rows:
        return False
    return (month.count, known.rows) != (known.told_then, known.rows_then)


def spans(wanted: Iterable[Month], all_months: Sequence[Month]) -> Iterator[Span]:
    """
    Put months that follow each other in a view together, as long as one page holds them.
    """
    place: dict[tuple[View, date], int] = {}
    for view in View:
        firsts = sorted(month.first for month in all_months if month.view is view)
        place |= {(view, first): number for number, first in enumerate(firsts)}
    run: list[Month] = []
    for month in sorted(wanted, key=lambda month: (month.view, month.first), reverse=True):
        if run and not _fits(run, month, place):
            yield Span(tuple(run))
            run = []
        run.append(month)
    if run:
        yield Span(tuple(run))


def _fits(run: Sequence[Month], month: Month, place: Mapping[tuple[View, date], int]) -> bool:
    last = run[-1]
    if month.view is not last.view or sum(one.count for one in run) + month.count > PAGE:
        return False
    before, after = place.get((month.view, month.first)), place.get((last.view, last.first))
    return before is not None and after is not None and after - before == 1
