"""
RAWs that stand alone in a viewer's library, with the partners that grouping suggests.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from gateway.camel import camel_keys
from gateway.group_totals import IS_RAW
from gateway.mentions import Names
from gateway.model_reads import shown_assets
from gateway.stored_groups import ShownAsset
from gateway.viewpoint import View
from mediacore.database import Database, ReadSession, raw
from mediacore.pagination import Page, decode_cursor, encode_cursor
from mediacore.paths import path_key, undisplay

ROUNDS = 5  # how often a page is filled up before it is given with less

Detail = dict[str, Any]
Row = tuple[str, str, str]

_RAWS = f"""
SELECT a.asset_id::text, a.local_at, f.path FROM assets a JOIN files f ON f.file_id = a.file_id
WHERE a.owner_id = %(owner)s::uuid AND a.shown AND {IS_RAW}
  AND (a.local_at, a.asset_id) < (%(at)s::timestamp, %(id)s::uuid)
  AND NOT EXISTS (SELECT 1 FROM asset_groups v
    WHERE v.asset_id = a.asset_id AND v.kind = 'version')
ORDER BY a.local_at DESC, a.asset_id DESC LIMIT %(limit)s
"""  # noqa: S608 - constant parts
_OF_PATHS = """
SELECT f.path, a.asset_id::text FROM files f JOIN assets a ON a.file_id = f.file_id
WHERE f.path_key = ANY(%s) AND a.owner_id = %s::uuid AND a.shown
"""
BEGINNING = ("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff")


class Suggestions(Protocol):
    """
    What knows partners for RAWs; `GroupDetails` does.
    """

    async def orphans(self, owner: str, paths: Sequence[str]) -> list[Detail]:
        """
        Give what is suggested for some paths.
        """
        ...


class OrphanListing:
    """
    Gives pages of RAWs that have at least one candidate whom the viewer may see.
    """

    def __init__(self, database: Database, suggestions: Suggestions) -> None:
        self._database = database
        self._suggestions = suggestions

    async def page(self, view: View, cursor: str | None, limit: int) -> Page[Detail]:
        """
        Give a page, the newest first; it may hold less than there is room for.

        :raises mediacore.errors.UnavailableError: when grouping does not answer.
        """
        after = tuple(decode_cursor(cursor, (str, str))) if cursor else BEGINNING
        items: list[Detail] = []
        for _ in range(ROUNDS):
            rows = await asyncio.to_thread(self._raws, view, after, limit - len(items))
            if not rows:
                return Page(tuple(items), None)
            told = await self._suggestions.orphans(view.owners[0], [row[2] for row in rows])
            items += await asyncio.to_thread(self._answers, view, rows, told)
            after = rows[-1][1], rows[-1][0]
            if len(items) >= limit:
                break
        return Page(tuple(items), encode_cursor(*after))

    def _raws(self, view: View, after: Sequence[str], limit: int) -> list[Row]:
        values = {"owner": view.owners[0], "at": after[0], "id": after[1], "limit": limit}
        with self._database.read() as session:
            rows = raw(session).execute(_RAWS.encode(), values, prepare=False)
            return [(row[0], row[1].isoformat(), row[2]) for row in rows]

    def _answers(self, view: View, rows: Sequence[Row], told: Sequence[Detail]) -> list[Detail]:
        by_path = {item["path"]: item for item in told}
        paths = {candidate["path"] for item in told for candidate in item["candidates"]}
        with self._database.read() as session:
            ids = {row[2]: row[0] for row in rows} | _ids_of(session, view, sorted(paths))
            assets = shown_assets(session, view.owners[:1], ids.values(), view.taste.level)
        seen = {path: assets[key] for path, key in ids.items() if key in assets}
        answers = []
        for path in dict.fromkeys(row[2] for row in rows):
            if path in by_path and path in seen:
                answer = _with_assets(by_path[path], path, seen)
                candidates = [
                    _with_assets(one, path, seen)
                    for one in by_path[path]["candidates"]
                    if one["path"] in seen
                ]
                if candidates:
                    answers.append(answer | {"candidates": candidates})
        return answers


def _ids_of(session: ReadSession, view: View, paths: Sequence[str]) -> dict[str, str]:
    keys = [path_key(undisplay(path)) for path in paths]
    rows = raw(session).execute(_OF_PATHS.encode(), (keys, view.owners[0]), prepare=False)
    return {row[0]: row[1] for row in rows}


def _with_assets(told: Detail, orphan: str, seen: dict[str, ShownAsset]) -> Detail:
    """
    Give a file of a suggestion with its asset; its reason only if that names nobody else.
    """
    asset = seen[told["path"]]
    answer: Detail = camel_keys({name: told[name] for name in told if name != "candidates"})
    if "reason" in told and Names((), (orphan, told["path"])).tell(told["reason"]):
        answer["reason"] = None
    return answer | {
        "assetId": asset.asset_id,
        "ownerId": asset.owner_id,
        "filename": told["path"].rpartition("/")[2],
        "thumbhash": asset.thumbhash,
        "width": asset.width,
        "height": asset.height,
        "localDateTime": asset.local_at,
    }
