"""
Carrying out one order, step by step: each is written down before it is done, and may be done twice.

decided by dedup → carried over → stacks re-pointed → in the trash → confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from gateway import carry_over, journal, own_assets, stacks
from gateway.acting import Acting
from gateway.audit import Deed, write_down
from gateway.carry_over import Change
from gateway.dirty_files import mark_files
from gateway.immich_hand import Hand, NotInImmichError
from gateway.journal import Order, State
from gateway.service_calls import ServiceRefusedError
from gateway.trash import in_halves
from mediacore.database import WriteSession
from mediacore.errors import ForbiddenError, UnavailableError

NOT_TAKEN = {"reason": "immich_refused", "detail": "Immich did not move it to the trash."}
NOT_CONFIRMED = {"reason": "not_confirmed", "detail": "Immich does not show it in the trash."}
NOT_SAID = "The duplicates service did not say which copy stays; try again soon."

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Steps:
    """
    One caller's order, on its way.
    """

    acting: Acting
    hand: Hand

    async def carry_out(self, order: Order, *, resumed: bool = False) -> Order:
        """
        Take an order from wherever it is to its end.

        :param resumed: somebody was at it before, and may have died anywhere.
        :raises ServiceRefusedError: when dedup refuses; the order is at its end then, too.
        :raises TwinlensError: when something does not answer; the order can be resumed.
        """
        if not order.is_decided:
            order = await self._decided(order, resumed=resumed)
        if order.carry_over and not order.is_carried:
            order = await self._carried(order)
        order = await self._repointed(order)
        order = await self._trashed(order)
        return await self._confirmed(order)

    async def _save(self, order: Order, *deeds: Deed) -> Order:
        def work(session: WriteSession) -> None:
            journal.save(session, order)
            write_down(session, order.user_id, order.token, deeds)

        await self.acting.write(work)
        return order

    # Deciding

    async def _decided(self, order: Order, *, resumed: bool) -> Order:
        """
        Have dedup read the files once more, and remember that they go.
        """
        revision = await self._taken_back(order) if resumed else None
        ids = order.ids(State.PLANNED)
        try:
            answer = await self._let_go(order, revision or order.revision, ids)
        except ServiceRefusedError as error:
            told = {"reason": error.body.get("reason", "refused"), "detail": error.message}
            await self._save(order.with_items(ids, State.REFUSED, **told))
            raise
        progress = {**(order.progress or {}), **decided_in(answer, order)}
        return await self._save(replace(order, is_decided=True, progress=progress))

    async def _let_go(self, order: Order, revision: int, ids: Sequence[str]) -> dict[str, Any]:
        paths = dict.fromkeys(item.path for item in order.items if item.asset_id in ids)
        return await self.acting.dedup.ask(
            "DELETE",
            f"/duplicates/{order.group_id}/files",
            order.user_id,
            {
                "paths": list(paths),
                "keep": list(dict.fromkeys(path for _, path in order.keep)),
                "revision": revision,
                "batch": order.batch,
            },
        )

    async def _taken_back(self, order: Order) -> int | None:
        """
        Take a decision of ours back, if it fell; give the group's revision after that.
        """
        try:
            answer = await self.acting.dedup.ask(
                "POST", f"/duplicates/undo/{order.batch}", order.user_id
            )
        except ServiceRefusedError:
            return None
        revisions = {group["group_id"]: group["revision"] for group in answer["groups"]}
        found: int | None = revisions.get(order.group_id)
        return found

    # Carrying over

    async def _carried(self, order: Order) -> Order:
        progress = order.progress or {}
        if "changes" not in progress:
            changes = await self._planned_changes(order)
            told = [change.told() for change in changes]
            order = await self._save(replace(order, progress={**progress, "changes": told}))
        done = []
        for told in (order.progress or {})["changes"]:
            trouble = await self._changed(order.keeper_id, carry_over.from_told(told))
            done.append({**told, "ok": trouble is None, "trouble": trouble})
        deeds = [
            Deed(
                "carried_over",
                f"asset:{order.keeper_id}",
                {"what": told["what"], "id": told.get("id"), "value": told["before"]},
                {"what": told["what"], "id": told.get("id"), "value": told["after"]},
            )
            for told in done
            if told["ok"]
        ]
        progress = {**(order.progress or {}), "changes": done}
        return await self._save(replace(order, is_carried=True, progress=progress), *deeds)

    async def _planned_changes(self, order: Order) -> tuple[Change, ...]:
        ids = [item.asset_id for item in order.items]
        return await changes_for(self.hand, order.keeper_id, ids)

    async def _changed(self, keeper_id: str, change: Change) -> str | None:
        """
        Make a change; give why it could not be made, if it could not.
        """
        try:
            await apply(self.hand, keeper_id, change, change.after)
        except (NotInImmichError, ForbiddenError) as error:
            return error.message
        return None

    # Stacks

    async def _repointed(self, order: Order) -> Order:
        """
        Let another come on top of a stack whose primary goes.
        """
        going = [item.asset_id for item in order.items]
        for asset_id in order.ids(State.PLANNED):
            item = next(one for one in order.items if one.asset_id == asset_id)
            stack = item.detail.get("stack") or await self._heir(order, asset_id, going)
            deeds = []
            if stack:
                order = await self._save(order.with_items([asset_id], State.PLANNED, stack=stack))
                deeds = await self._put_on_top(stack)
            order = await self._save(order.with_items([asset_id], State.REPOINTED), *deeds)
        return order

    async def _heir(
        self, order: Order, asset_id: str, going: Sequence[str]
    ) -> dict[str, str] | None:
        shown = await self.hand.asset(asset_id)
        if shown is None or shown.stack is None or shown.stack.primary_id != asset_id:
            return None
        members = await self.hand.stack_members(shown.stack.stack_id)
        kept = [order.keeper_id, *(kept_id for kept_id, _ in order.keep)]
        heir = stacks.successor(members, going, kept)
        if heir is None:
            return None
        return {"id": shown.stack.stack_id, "before": asset_id, "after": heir}

    async def _put_on_top(self, stack: dict[str, str]) -> list[Deed]:
        try:
            await self.hand.put_on_top(stack["id"], stack["after"])
        except NotInImmichError as error:
            log.info("stack_not_repointed", stack=stack["id"], error=error.message)
            return []
        return [
            Deed(
                "stack_repointed",
                f"stack:{stack['id']}",
                {"primaryAssetId": stack["before"]},
                {"primaryAssetId": stack["after"]},
            )
        ]

    # The trash

    async def _trashed(self, order: Order) -> Order:
        ids = order.ids(State.REPOINTED)
        refused = await in_halves(self.hand.trash, ids)
        await self._settle(order, refused)
        taken = [asset_id for asset_id in ids if asset_id not in refused]
        order = order.with_items(taken, State.TRASHED)
        order = order.with_items(refused, State.FAILED, **NOT_TAKEN)

        def work(session: WriteSession) -> None:
            journal.save(session, order)
            note_trashed(session, taken, trashed=True)

        await self.acting.write(work)
        return order

    async def _confirmed(self, order: Order) -> Order:
        ids = order.ids(State.TRASHED)
        shown = await self.hand.assets(ids)
        missed = [one for one in ids if one in shown and not shown[one].is_trashed]
        await self._settle(order, missed)
        sure = [one for one in ids if one not in missed]
        order = order.with_items(sure, State.CONFIRMED)
        order = order.with_items(missed, State.FAILED, **NOT_CONFIRMED)
        deeds = [
            Deed(
                "trashed",
                f"asset:{item.asset_id}",
                {"isTrashed": False, "path": item.path},
                {"isTrashed": True, "keeper": order.keeper_id, "group": order.group_id},
            )
            for item in order.items
            if item.asset_id in sure
        ]

        def work(session: WriteSession) -> None:
            journal.save(session, order)
            write_down(session, order.user_id, order.token, deeds)
            note_trashed(session, missed, trashed=False)

        await self.acting.write(work)
        return order

    async def _settle(self, order: Order, failed: Sequence[str]) -> None:
        """
        Have dedup remember only what really goes.
        """
        if not failed:
            return
        revision = await self._taken_back(order)
        still = [
            item.asset_id
            for item in order.items
            if item.asset_id not in failed and item.state not in (State.FAILED, State.REFUSED)
        ]
        if not still or revision is None:
            return
        try:
            await self._let_go(order, revision, still)
        except ServiceRefusedError as error:
            log.warning("removal_not_noted", group=order.group_id, error=error.message)


def decided_in(answer: dict[str, Any], order: Order) -> dict[str, Any]:
    """
    Read out of dedup's answer which copy stays, and the group's revision by now.

    :raises UnavailableError: when it does not say so.
    """
    by_path = {path: asset_id for asset_id, path in order.keep}
    try:
        read, revision = answer["keeper"], answer["group"]["revision"]
        keeper = by_path.get(read["path"], order.keep[0][0])
    except (KeyError, TypeError) as error:
        raise UnavailableError(NOT_SAID) from error
    return {"keeper": keeper, "read": read, "revision": revision}


def note_trashed(session: WriteSession, ids: Sequence[str], *, trashed: bool) -> None:
    """
    Let our own lists be right at once.
    """
    if ids:
        mark_files(session, own_assets.mark_trashed(session, ids, trashed=trashed), ids)


async def changes_for(hand: Hand, keeper_id: str, going: Sequence[str]) -> tuple[Change, ...]:
    """
    Look up what a kept copy would take over.
    """
    shown = await hand.assets((keeper_id, *going))
    keeper = shown.pop(keeper_id, None)
    if keeper is None:
        return ()
    albums = {asset_id: await hand.albums_with(asset_id) for asset_id in (keeper_id, *shown)}
    return carry_over.plan(keeper, list(shown.values()), albums)


async def apply(hand: Hand, keeper_id: str, change: Change, value: Any) -> None:
    """
    Make a change at the kept copy, or take it back.
    """
    if change.what == "album":
        act = hand.put_in_album if value else hand.take_from_album
        await act(str(change.key), keeper_id)
    elif change.what == "tag":
        await (hand.tag if value else hand.untag)(str(change.key), keeper_id)
    else:
        await hand.update(keeper_id, carry_over.fields_of(change, value))
