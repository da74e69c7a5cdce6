"""
Which files are in the inventory, asked by path or by name: how the gateway finds out where Immich's
folders lie in the library.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from grouping.keys import stem_of
from grouping.schemas import MAX_LOOKUP_PATHS, Request
from mediacore.database import Database, ReadSession, raw
from mediacore.paths import path_key, undisplay

NAMESAKES = 50

_BY_PATH = "SELECT display FROM files WHERE path_key = ANY(%b) AND missing_since IS NULL"
_BY_STEM = """
SELECT f.display FROM unnest(%b::text[]) AS wanted (stem), LATERAL (
    SELECT display, stem FROM files
    WHERE left(stem, 200) = left(wanted.stem, 200) AND missing_since IS NULL
    ORDER BY id LIMIT %b
) f
"""


class KnownRequest(Request):
    """
    Up to 10,000 paths, and up to as many file names.
    """

    paths: Annotated[list[str], Field(default_factory=list, max_length=MAX_LOOKUP_PATHS)]
    names: Annotated[list[str], Field(default_factory=list, max_length=MAX_LOOKUP_PATHS)]


class KnownOut(BaseModel):
    """
    Those of the paths that are in the inventory, and the paths of files that bear the names.
    """

    paths: list[str]
    named: list[str]


def known_paths(session: ReadSession, paths: Sequence[str]) -> list[str]:
    """
    Give those of some paths that are in the inventory.
    """
    keys = [path_key(undisplay(path)) for path in paths]
    return [path for (path,) in raw(session).execute(_BY_PATH, (keys,))]


def named(session: ReadSession, names: Sequence[str]) -> list[str]:
    """
    Give the paths of files with these names, case and all; of each stem the first fifty.
    """
    wanted = set(names)
    stems = sorted({stem_of(name) for name in wanted})
    found = raw(session).execute(_BY_STEM, (stems, NAMESAKES))
    return [path for (path,) in found if path.rpartition("/")[2] in wanted]


def make_known_router(database: Database) -> APIRouter:
    """
    Make the route.
    """
    router = APIRouter()

    @router.post("/files/known")
    def known(body: KnownRequest) -> KnownOut:
        """
        Tell which paths are in the inventory, and where files of some names are.
        """
        with database.read() as session:
            return KnownOut(
                paths=known_paths(session, body.paths), named=named(session, body.names)
            )

    return router
