"""
What somebody typed into the search, as words and days; pure.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

MAX_TERMS = 8
YEARS = range(1800, 2200)

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.,]?\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """
    A word that a name or a camera must hold; or, where it is a date, when the shot was taken.

    :ivar start: the first moment of that time, `end` the first after it.
    """

    text: str
    start: datetime | None = None
    end: datetime | None = None


def terms(query: str) -> tuple[Term, ...]:
    """
    Read a query: names, cameras, extensions, and `2026`, `2026-05`, `May 2026`, `16 May 2026`.
    """
    words = query.split()[:MAX_TERMS]
    found: list[Term] = []
    while words:
        taken = next((term for size in (3, 2, 1) if (term := _named(words[:size]))), None)
        if taken is None:
            taken = _iso(words[0]) or Term(words[0])
        found.append(taken)
        words = words[len(taken.text.split()) :]
    return tuple(found)


def _span(text: str, year: int, month: int = 0, day: int = 0) -> Term | None:
    if year not in YEARS:
        return None
    try:
        start = datetime(year, month or 1, day or 1)  # noqa: DTZ001 - wall time, as Immich tells it
    except ValueError:
        return None
    if day:
        return Term(text, start, start + timedelta(days=1))
    if month:
        days = calendar.monthrange(year, month)[1]
        return Term(text, start, start + timedelta(days=days))
    return Term(text, start, start.replace(year=year + 1))


def _iso(word: str) -> Term | None:
    match = _ISO.match(word)
    return _span(word, *(int(part or 0) for part in match.groups())) if match else None


def _named(words: list[str]) -> Term | None:
    """
    Read a month by its name with a year, and a day before or between them.
    """
    numbers = [match[1] for word in words if (match := _DAY.match(word))]
    years = [int(word) for word in words if re.fullmatch(r"\d{4}", word)]
    months = [_MONTHS[name] for word in words if (name := word.lower().strip(".,")) in _MONTHS]
    if len(months) != 1 or len(years) != 1 or len(months + years) + len(numbers) != len(words):
        return None
    return _span(" ".join(words), years[0], months[0], int(numbers[0]) if numbers else 0)
