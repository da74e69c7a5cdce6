"""
Lists of groups: chosen, ordered and paged from the read models, told in full by the services.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from gateway import group_pages, model_reads
from gateway.group_pages import DUPLICATE, VERSION, Sort, Wanted
from gateway.group_views import duplicate_group, version_group
from gateway.stored_groups import ShownAsset, StoredGroup
from gateway.viewpoint import View
from mediacore.database import Database
from mediacore.errors import NotFoundError
from mediacore.pagination import Page

ROUNDS = 5  # how often a page is filled up before it is given with less

Detail = dict[str, Any]
Answer = dict[str, Any]
Read = tuple[list[StoredGroup], dict[str, ShownAsset]]


class Details(Protocol):
    """
    What knows groups in full; `GroupDetails` does.
    """

    async def versions(self, owner: str, ids: Sequence[str]) -> dict[str, Detail]:
        """
        Give groups of versions by their ids.
        """
        ...

    async def duplicates(self, owner: str, ids: Sequence[str]) -> dict[str, Detail]:
        """
        Give groups of duplicates by their ids.
        """
        ...


class GroupListing:
    """
    Gives pages and single groups as a view shows them.
    """

    def __init__(self, database: Database, details: Details) -> None:
        self._database = database
        self._details = details

    async def page(
        self, view: View, wanted: Wanted, sort: Sort, cursor: str | None, limit: int
    ) -> Page[Answer]:
        """
        Give a page; groups that are none for the viewer are skipped, and the next ones fill it.

        :raises mediacore.errors.UnavailableError: when the service does not answer.
        """
        items: list[Answer] = []
        for _ in range(ROUNDS):
            need = limit - len(items)
            rows, assets = await asyncio.to_thread(self._read, view, wanted, sort, cursor, need + 1)
            items += await self._answers(view, rows[:need], assets)
            if len(rows) <= need:
                return Page(tuple(items), None)
            cursor = group_pages.cursor_of(rows[need - 1], sort)
            if len(items) == limit:
                break
        return Page(tuple(items), cursor)

    def _read(self, view: View, wanted: Wanted, sort: Sort, cursor: str | None, limit: int) -> Read:
        with self._database.read() as session:
            rows = group_pages.page_rows(
                session, wanted, sort, cursor, limit, unmatched=view.unmatched
            )
            return rows, self._assets(session, view, rows)

    def _assets(
        self, session: Any, view: View, rows: Sequence[StoredGroup]
    ) -> dict[str, ShownAsset]:
        ids = [str(member["id"]) for row in rows for member in row.members if member.get("id")]
        found = model_reads.shown_assets(session, view.owners, ids, view.taste.level)
        if any(row.kind == DUPLICATE for row in rows):
            for asset_id in model_reads.in_shots(session, view.owners, found):
                found[asset_id] = replace(found[asset_id], in_shot=True)
        return found

    async def one(self, view: View, kind: str, group_id: str, level: str) -> Answer:
        """
        Give a group by its id.

        :raises NotFoundError: when the viewer sees no such group.
        :raises mediacore.errors.UnavailableError: when the service does not answer.
        """

        def read() -> Read:
            with self._database.read() as session:
                row = group_pages.one_group(session, view.owners, kind, group_id, level)
                rows = [] if row is None else [row]
                return rows, self._assets(session, view, rows)

        found = await self._answers(view, *await asyncio.to_thread(read))
        if not found:
            raise NotFoundError("There is no such group", group_id=group_id)
        return found[0]

    async def _answers(
        self, view: View, rows: Sequence[StoredGroup], assets: dict[str, ShownAsset]
    ) -> list[Answer]:
        by_owner: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            by_owner.setdefault((row.kind, row.owner_id), []).append(row.group_id)
        ask: dict[str, Callable[[str, Sequence[str]], Awaitable[dict[str, Detail]]]] = {
            VERSION: self._details.versions,
            DUPLICATE: self._details.duplicates,
        }
        told = await asyncio.gather(
            *(ask[kind](owner, ids) for (kind, owner), ids in by_owner.items())
        )
        details = dict(zip(by_owner, told, strict=True))
        answers = (
            _answer(row, details[row.kind, row.owner_id].get(row.group_id), assets, view)
            for row in rows
        )
        return [answer for answer in answers if answer is not None]


def _answer(
    row: StoredGroup, detail: Detail | None, assets: dict[str, ShownAsset], view: View
) -> Answer | None:
    if detail is None:
        return None
    if row.kind == VERSION:
        return version_group(row, detail, assets, view.taste.format_order)
    return duplicate_group(row, detail, assets)
