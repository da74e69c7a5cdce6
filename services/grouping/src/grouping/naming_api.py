"""
The route by which an index tells the names that are lost on disk.
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime

from grouping.rules import Rules
from grouping.schemas import MAX_LOOKUP_PATHS, PathText, Request
from grouping.told import clean_name
from grouping.told_store import Telling, tell
from mediacore.database import Database
from mediacore.wall_time import wall_microseconds


class ToldFile(Request):
    """
    A file, its own name (null takes it back), whose it is, and when it was taken, as a wall time.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    path: PathText
    name: str | None
    folder: str = ""
    taken_at: Annotated[NaiveDatetime | None, Field(alias="takenAt")] = None

    def telling(self) -> Telling:
        """
        Give it as it is stored.
        """
        name = None if self.name is None else clean_name(self.name)
        taken = None if self.taken_at is None else wall_microseconds(self.taken_at)
        return Telling(self.path, name, self.folder.replace("\0", ""), taken)


class ToldFiles(Request):
    """
    Up to 10,000 files.
    """

    files: Annotated[list[ToldFile], Field(max_length=MAX_LOOKUP_PATHS)]


class ToldOut(BaseModel):
    """
    How many files of the inventory are known otherwise than before.
    """

    changed: int


def make_naming_router(database: Database, rules: Rules, wake: Callable[[int], None]) -> APIRouter:
    """
    Make the route; `wake` is told how many workers there is work for.
    """
    router = APIRouter()

    @router.put("/files/names")
    def names(body: ToldFiles) -> ToldOut:
        """
        Take in what files are called whose names are lost on disk.
        """
        with database.write() as session:
            changed = tell(session, [file.telling() for file in body.files], rules)
        if changed:
            wake(1)
        return ToldOut(changed=changed)

    return router
