"""
Tells grouping what uploads are called: Immich stores them under UUIDs, and only the index knows.

`dirty_names` says of which files it may have to hear, `files.told_*` what it has heard. A mark goes
when grouping has answered, so whoever is killed in between tells the same once more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import httpx
import orjson

from gateway.background import in_thread
from gateway.dirty_files import LOST_NAME
from mediacore.database import Database, raw
from mediacore.errors import UnavailableError

AT_ONCE = 5_000
SECONDS = 60.0

_MARKS = "SELECT id, file_id FROM dirty_names ORDER BY id LIMIT %s"
_DUE = f"""
SELECT f.file_id, f.path, a.name, a.owner_id, a.local_at FROM files f LEFT JOIN LATERAL (
    SELECT original_file_name AS name, owner_id, local_at FROM assets
    WHERE file_id = f.file_id AND library_id IS NULL AND original_path ~* '{LOST_NAME}'
    AND original_file_name <> substring(original_path FROM '[^/]*$')
    ORDER BY asset_id LIMIT 1
) a ON true
WHERE f.file_id = ANY(%s) AND (f.told_name, f.told_owner, f.told_at)
    IS DISTINCT FROM (a.name, a.owner_id, a.local_at)
ORDER BY f.file_id
"""  # noqa: S608 - made of constants
_TOLD = """
UPDATE files SET told_name = n.name, told_owner = n.owner_id, told_at = n.local_at
FROM unnest(%s::bigint[], %s::text[], %s::uuid[], %s::timestamp[])
    AS n (file_id, name, owner_id, local_at)
WHERE files.file_id = n.file_id
"""


@dataclass(frozen=True, slots=True)
class LostName:
    """
    What a file's name was; None where it is to be known by its path again.
    """

    file_id: int
    path: str
    name: str | None
    owner_id: UUID | None
    local_at: datetime | None

    def told(self) -> dict[str, str | None]:
        """
        Give it as grouping hears it.
        """
        return {
            "path": self.path,
            "name": self.name,
            "folder": str(self.owner_id or ""),
            "takenAt": self.local_at.isoformat() if self.local_at else None,
        }


class NameTeller:
    """
    Compares what the index says of marked files with what grouping was told.
    """

    def __init__(
        self, database: Database, grouping: httpx.AsyncClient, token: str, at_once: int = AT_ONCE
    ) -> None:
        self._database = database
        self._grouping = grouping
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        self._at_once = at_once

    async def turn(self) -> bool:
        """
        Tell a share; tell whether there may be more.

        :raises UnavailableError: when grouping does not answer.
        """
        marks, names = await in_thread(self._due)
        if names:
            await self._tell(names)
        if marks:
            await in_thread(self._done, marks, names)
        return len(marks) == self._at_once

    def _due(self) -> tuple[list[int], list[LostName]]:
        with self._database.read() as session:
            connection = raw(session)
            marks = connection.execute(_MARKS, (self._at_once,)).fetchall()
            files = sorted({row[1] for row in marks})
            rows = connection.execute(_DUE.encode(), (files,)).fetchall() if files else []
        return [row[0] for row in marks], [LostName(*row) for row in rows]

    async def _tell(self, names: Sequence[LostName]) -> None:
        try:
            answer = await self._grouping.put(
                "/files/names",
                content=orjson.dumps({"files": [one.told() for one in names]}),
                headers=self._headers,
                timeout=SECONDS,
            )
            answer.raise_for_status()
        except httpx.HTTPError as error:
            raise UnavailableError(f"grouping hears no names: {error!r}") from error

    def _done(self, marks: Sequence[int], names: Sequence[LostName]) -> None:
        with self._database.write() as session:
            connection = raw(session)
            if names:
                columns = (
                    [one.file_id for one in names],
                    [one.name for one in names],
                    [one.owner_id for one in names],
                    [one.local_at for one in names],
                )
                connection.execute(_TOLD, columns)
            connection.execute("DELETE FROM dirty_names WHERE id = ANY(%s)", (list(marks),))
