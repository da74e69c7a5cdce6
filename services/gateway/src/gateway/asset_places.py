"""
In which of Immich's answers whole assets stand, and where; pure.

The routes of all versions that we know, united: a place that a version leaves out is just empty
there. Whatever is not listed here passes through unparsed.
"""

import re
from dataclasses import dataclass

from gateway.json_splice import EACH, Path

ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

ROOT: Path = ()
LIST: Path = (EACH,)
ASSETS: Path = ("assets", EACH)
ASSETS_OF_EACH: Path = (EACH, "assets", EACH)


@dataclass(frozen=True, slots=True)
class Places:
    """
    Where assets stand in an answer.

    :ivar whole: the paths of objects that are assets.
    :ivar columns: the answer is a bucket of the timeline, one array for each field.
    """

    whole: tuple[Path, ...] = ()
    columns: bool = False


_SINGLE = Places((ROOT,))
_ARRAY = Places((LIST,))
_PARENT = Places((ASSETS,))
_PARENTS = Places((ASSETS_OF_EACH,))
_SEARCH = Places((("assets", "items", EACH), ("albums", "items", EACH, "assets", EACH)))
_LINK = Places((ASSETS, ("album", "assets", EACH)))
_LINKS = Places((ASSETS_OF_EACH, (EACH, "album", "assets", EACH)))

# PATCH stands beside PUT: Immich 3 answers both, and tells of PUT only.
_TABLE: tuple[tuple[str, str, Places], ...] = (
    ("GET PUT PATCH", "/assets/{id}", _SINGLE),
    ("GET", "/assets/random", _ARRAY),
    ("POST", "/search/(metadata|smart)", _SEARCH),
    ("POST", "/search/(random|large-assets)", _ARRAY),
    ("GET", "/search/cities", _ARRAY),
    ("GET", "/search/explore", Places(((EACH, "items", EACH, "data"),))),
    ("GET", "/view/folder", _ARRAY),
    ("GET", "/timeline/bucket", Places(columns=True)),
    ("GET", "/(duplicates|stacks|memories|albums)", _PARENTS),
    ("POST", "/(stacks|memories|albums)", _PARENT),
    ("GET PUT PATCH", "/(stacks|memories)/{id}", _PARENT),
    ("GET PATCH", "/albums/{id}", _PARENT),
    ("PUT", "/albums/{id}/users", _PARENT),
    ("GET", "/shared-links", _LINKS),
    ("POST", "/shared-links(/login)?", _LINK),
    ("GET", "/shared-links/me", _LINK),
    ("GET PATCH", "/shared-links/{id}", _LINK),
    ("POST", "/sync/full-sync", _ARRAY),
    ("POST", "/sync/delta-sync", Places((("upserted", EACH),))),
)
_ROUTES = tuple(
    (frozenset(methods.split()), re.compile(f"/api{pattern.replace('{id}', ID)}/?"), places)
    for methods, pattern, places in _TABLE
)


def places_of(method: str, path: str) -> Places | None:
    """
    Tell where assets stand in the answer to a request; `None` where none do.

    :param path: as Immich sees it, with `/api`. Its server minds neither case nor a last slash.
    """
    asked = "GET" if method == "HEAD" else method
    lower = path.lower()
    return next(
        (
            places
            for methods, pattern, places in _ROUTES
            if asked in methods and pattern.fullmatch(lower)
        ),
        None,
    )
