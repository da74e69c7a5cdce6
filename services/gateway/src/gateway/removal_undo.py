"""
Taking back: files out of Immich's trash while it holds them, decisions, and what was carried over
where it is still as we left it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from gateway import audit, carry_over, journal
from gateway.acting import Acting
from gateway.audit import Deed
from gateway.duplicate_decisions import DISMISSED, KEPT, told_groups
from gateway.immich_assets import ImmichAsset
from gateway.immich_hand import Hand, NotInImmichError
from gateway.journal import Order, State
from gateway.removal_steps import apply, note_trashed
from gateway.service_calls import ServiceRefusedError
from gateway.trash import in_halves
from gateway.viewer import Viewer
from mediacore.database import WriteSession
from mediacore.errors import ForbiddenError, NotFoundError

GONE = "It is no longer in Immich's trash, and cannot be brought back from here."
CHANGED = "It was changed since, and stays as it is."
NO_WAY = "Immich knows no way to take this back."
DELETING = "asset.delete"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Undo:
    """
    Taking back what a token stands for.
    """

    acting: Acting

    async def undo(self, viewer: Viewer, token: str) -> dict[str, Any]:
        """
        Take everything back that was done under a token; once undone, it stays undone.

        :raises NotFoundError: when the viewer did nothing under it.
        :raises ForbiddenError: when their credential does not reach as far as the trash.
        """
        async with self.acting.turns.of(viewer.user_id):
            return await self._undo(viewer, token)

    async def _undo(self, viewer: Viewer, token: str) -> dict[str, Any]:
        user_id = viewer.user_id
        orders = await self.acting.read(lambda session: journal.of_token(session, user_id, token))
        deeds = await self.acting.read(
            lambda session: audit.deeds_of(session, user_id, token, (DISMISSED, KEPT))
        )
        if not orders and not deeds:
            raise NotFoundError("There is nothing to undo under that token")
        was_undone = await self.acting.read(
            lambda session: audit.is_undone(session, user_id, token)
        )
        if was_undone:
            return {"undoToken": token, "alreadyUndone": True, "items": [], "groups": []}
        if orders and not viewer.may(DELETING):
            raise ForbiddenError(f"Missing required permission: {DELETING}")
        items: list[dict[str, Any]] = []
        taken_back: list[dict[str, Any]] = []
        groups: list[dict[str, Any]] = []
        for order in orders:
            one = _OneUndo(self.acting, self.acting.hand(viewer), order)
            told, back = await one.run()
            items += told
            taken_back += back
            groups += await self._decided_anew(viewer, [order.batch])
        groups += await self._decided_anew(viewer, [one.after["undoToken"] for one in deeds])
        done = Deed(audit.UNDONE, f"token:{token}", {}, {"items": items, "carriedOver": taken_back})
        await self.acting.write(lambda session: audit.write_down(session, user_id, token, [done]))
        self.acting.nudge(user_id)
        return {
            "undoToken": token,
            "alreadyUndone": False,
            "items": items,
            "carriedOver": taken_back,
            "groups": groups,
        }

    async def _decided_anew(self, viewer: Viewer, tokens: Sequence[str]) -> list[dict[str, Any]]:
        """
        Have dedup take decisions back, and give the groups as they are then.
        """
        groups = []
        for token in tokens:
            try:
                answer = await self.acting.dedup.ask(
                    "POST", f"/duplicates/undo/{token}", viewer.user_id
                )
            except ServiceRefusedError as error:
                log.info("decision_not_taken_back", error=error.message)
                continue
            groups += await told_groups(self.acting, viewer, answer)
        return groups


@dataclass(frozen=True, slots=True)
class _OneUndo:
    """
    One order, taken back.
    """

    acting: Acting
    hand: Hand
    order: Order

    async def run(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """
        Bring its files back; tell of each what became of it, and of each change.
        """
        ids = [item.asset_id for item in self.order.items if item.state != State.REFUSED]
        shown = await self.hand.assets(ids)
        in_trash = [one for one in ids if one in shown and shown[one].is_trashed]
        refused = await in_halves(self.hand.restore, in_trash)
        now = await self.hand.assets(in_trash)
        back = [one for one in now if not now[one].is_trashed and one not in refused]
        there = {one for one in ids if one in shown and one not in in_trash}.union(back)
        changes = await self._changes_back()
        await self._stacks_back(there)
        await self._write_down(ids, back, sorted(there))
        return [_told(one, one in there) for one in ids], changes

    async def _write_down(
        self, ids: Sequence[str], back: Sequence[str], there: Sequence[str]
    ) -> None:
        undone = self.order.with_items(ids, State.UNDONE)
        deeds = [
            Deed("restored", f"asset:{one}", {"isTrashed": True}, {"isTrashed": False})
            for one in back
        ]

        def work(session: WriteSession) -> None:
            journal.save(session, undone)
            audit.write_down(session, undone.user_id, undone.token, deeds)
            note_trashed(session, there, trashed=False)

        await self.acting.write(work)

    # What was carried over

    async def _changes_back(self) -> list[dict[str, Any]]:
        changes = [one for one in (self.order.progress or {}).get("changes", ()) if one.get("ok")]
        keeper_id = self.order.keeper_id
        keeper = await self.hand.asset(keeper_id) if changes else None
        if keeper is None:
            return []
        albums = await self.hand.albums_with(keeper_id)
        told = []
        for one in changes:
            change = carry_over.from_told(one)
            as_left = carry_over.is_as_left(change, keeper, albums)
            trouble = await self._change_back(change) if as_left else CHANGED
            told.append({**change.told(), "ok": trouble is None, "trouble": trouble})
        deeds = [
            Deed(
                "carried_back",
                f"asset:{keeper_id}",
                {"what": one["what"], "id": one.get("id"), "value": one["after"]},
                {"what": one["what"], "id": one.get("id"), "value": one["before"]},
            )
            for one in told
            if one["ok"]
        ]
        await self.acting.write(
            lambda session: audit.write_down(session, self.order.user_id, self.order.token, deeds)
        )
        return told

    async def _change_back(self, change: carry_over.Change) -> str | None:
        if change.what == "place":
            return NO_WAY
        try:
            await apply(self.hand, self.order.keeper_id, change, change.before)
        except (NotInImmichError, ForbiddenError) as error:
            return error.message
        return None

    # Stacks

    async def _stacks_back(self, there: set[str]) -> None:
        for item in self.order.items:
            stack = item.detail.get("stack")
            if stack and item.asset_id in there:
                await self._stack_back(stack)

    async def _stack_back(self, stack: dict[str, str]) -> None:
        heir: ImmichAsset | None = await self.hand.asset(stack["after"])
        place = None if heir is None else heir.stack
        if place is None or (place.stack_id, place.primary_id) != (stack["id"], stack["after"]):
            return
        try:
            await self.hand.put_on_top(stack["id"], stack["before"])
        except (NotInImmichError, ForbiddenError) as error:
            log.info("stack_not_taken_back", stack=stack["id"], error=error.message)


def _told(asset_id: str, is_there: bool) -> dict[str, Any]:
    if is_there:
        return {"assetId": asset_id, "state": "restored", "detail": None}
    return {"assetId": asset_id, "state": "gone", "detail": GONE}
