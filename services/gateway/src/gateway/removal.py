"""
Letting copies go: one group or many, in turn for each user, gone on with after a crash.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from gateway import import_paths, journal, removal_answers, removal_rules
from gateway.acting import Acting
from gateway.duplicate_decisions import Decisions
from gateway.journal import Item, Order, State
from gateway.own_words import in_own_words
from gateway.removal_facts import Wish, gather, listen_to_admin
from gateway.removal_rules import DETAILS, Facts, Verdict
from gateway.removal_steps import Steps, changes_for
from gateway.service_calls import ServiceRefusedError
from gateway.viewer import Viewer
from mediacore.errors import (
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    TwinlensError,
    UnauthorizedError,
    UnavailableError,
)

ASK_ADMINS_HOURS = 1.0
CARRYING = ("asset.update", "album.read", "albumAsset.create", "tag.asset")
STACKING = ("stack.read", "stack.update")
AWAY = (UnavailableError, UnauthorizedError)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Removals:
    """
    What may be asked about copies that go.
    """

    acting: Acting

    async def remove(self, viewer: Viewer, wish: Wish) -> dict[str, Any]:
        """
        Let copies of one group go.

        :raises NotFoundError: when the viewer sees no such group.
        :raises ConflictError: when nothing may go; with the reason and the fresh state.
        """
        async with self.acting.turns.of(viewer.user_id):
            await self._go_on(viewer)
            return await self._one(viewer, wish, str(uuid.uuid4()))

    async def resolve(self, viewer: Viewer, wishes: Sequence[Wish]) -> dict[str, Any]:
        """
        Let copies of many groups go, with a result for each and one token for all.
        """
        token = str(uuid.uuid4())
        results: list[dict[str, Any]] = []
        away: TwinlensError | None = None
        async with self.acting.turns.of(viewer.user_id):
            await self._go_on(viewer)
            for place, wish in enumerate(wishes):
                try:
                    _once(wish, wishes[:place])
                    _still_there(away)
                    results.append(await self._any(viewer, wish, token))
                except TwinlensError as error:
                    away = error if isinstance(error, AWAY) else None
                    results.append(removal_answers.told_trouble(wish.group_id, error))
        return {"undoToken": token, "results": results}

    async def _any(self, viewer: Viewer, wish: Wish, token: str) -> dict[str, Any]:
        """
        Let copies go; or remember what is kept, where none is to go.
        """
        if wish.remove:
            return await self._one(viewer, wish, token)
        kept = await Decisions(self.acting).keep(viewer, wish, token)
        return {**kept, "groupId": wish.group_id, "ok": True, "items": [], "carriedOver": []}

    async def go_on(self, viewer: Viewer) -> None:
        """
        Carry out what a crash or an absent Immich has left of this user's; hear from an admin whose
        libraries there are, so that others need not be refused for want of that.
        """
        if viewer.is_admin and not await self.acting.read(
            lambda session: import_paths.is_told(session, ASK_ADMINS_HOURS)
        ):
            await listen_to_admin(self.acting, viewer, self.acting.hand(viewer))
        if await self.acting.read(lambda session: journal.open_orders(session, viewer.user_id)):
            async with self.acting.turns.of(viewer.user_id):
                await self._go_on(viewer)

    async def preview(self, viewer: Viewer, wish: Wish) -> dict[str, Any]:
        """
        Tell what would be refused, and what the kept copy would take over; do nothing.
        """
        facts = await gather(self.acting, viewer, wish)
        verdict = removal_rules.judge(facts)
        keeper = verdict.keepers[0].asset_id if verdict.keepers else None
        going = [asset.asset_id for asset in verdict.going]
        changes = (
            await changes_for(self.acting.hand(viewer), keeper, going) if keeper and going else ()
        )
        return {
            "groupId": wish.group_id,
            "keeperId": keeper,
            "reason": verdict.whole,
            "detail": None if verdict.whole is None else DETAILS[verdict.whole],
            "items": [
                {"assetId": one, "warnings": removal_rules.warnings(facts.immich[one])}
                for one in going
            ],
            "refused": [refusal.told() for refusal in verdict.refused],
            "changes": [change.told() for change in changes],
        }

    async def _one(self, viewer: Viewer, wish: Wish, token: str) -> dict[str, Any]:
        done = await self._done_before(viewer, wish)
        if done is not None:
            return removal_answers.told_order(done)
        facts = await gather(self.acting, viewer, wish)
        verdict = removal_rules.judge(facts)
        if verdict.whole is not None:
            raise ConflictError(
                DETAILS[verdict.whole],
                reason=verdict.whole,
                **removal_answers.told_verdict(verdict),
            )
        _check_reach(viewer, wish, facts, verdict)
        order = _order(viewer, wish, token, facts, verdict)
        await self.acting.write(lambda session: journal.plan(session, order))
        return await self._carry_out(viewer, order)

    async def _done_before(self, viewer: Viewer, wish: Wish) -> Order | None:
        """
        Give what became of the very same request, if it was sent before.
        """
        order = await self.acting.read(
            lambda session: journal.latest(session, viewer.user_id, wish.group_id, wish.revision)
        )
        if order is None or (order.progress or {}).get("wish") != _told_wish(wish):
            return None
        is_over = {item.state for item in order.items} <= {State.REFUSED, State.UNDONE}
        return None if is_over else order

    async def _carry_out(self, viewer: Viewer, order: Order) -> dict[str, Any]:
        steps = Steps(self.acting, self.acting.hand(viewer))
        try:
            order = await steps.carry_out(order)
        except ServiceRefusedError as error:
            raise await in_own_words(self.acting, viewer, error) from error
        except TwinlensError as error:
            log.info("removal_waits", group=order.group_id, error=error.message)
            [order] = [
                one
                for one in await self.acting.read(
                    lambda session: journal.of_token(session, viewer.user_id, order.token)
                )
                if one.group_id == order.group_id
            ]
            return removal_answers.told_order(order, error.message)
        self.acting.nudge(viewer.user_id)
        return removal_answers.told_order(order)

    async def _go_on(self, viewer: Viewer) -> None:
        orders = await self.acting.read(
            lambda session: journal.open_orders(session, viewer.user_id)
        )
        steps = Steps(self.acting, self.acting.hand(viewer))
        for order in orders:
            try:
                await steps.carry_out(order, resumed=True)
            except ServiceRefusedError as error:
                log.info("removal_refused_later", group=order.group_id, error=error.message)
            log.info("removal_resumed", group=order.group_id)
        if orders:
            self.acting.nudge(viewer.user_id)


def _once(wish: Wish, before: Sequence[Wish]) -> None:
    """
    Take each group once in a request.

    :raises InvalidRequestError: when it was named before.
    """
    if any(wish.group_id == other.group_id for other in before):
        raise InvalidRequestError("This group was named twice in the request.")


def _still_there(away: TwinlensError | None) -> None:
    """
    Ask nobody again who did not answer the one before.
    """
    if away is not None:
        raise away


def _told_wish(wish: Wish) -> dict[str, Any]:
    return {
        "remove": sorted(wish.remove),
        "keep": sorted(wish.keep),
        "carry_over": wish.carry_over,
    }


def _order(viewer: Viewer, wish: Wish, token: str, facts: Facts, verdict: Verdict) -> Order:
    items = tuple(
        Item(
            asset.asset_id,
            asset.path,
            State.PLANNED,
            {"warnings": removal_rules.warnings(facts.immich[asset.asset_id])},
        )
        for asset in verdict.going
    )
    return Order(
        token=token,
        group_id=wish.group_id,
        user_id=viewer.user_id,
        revision=wish.revision,
        keep=tuple((asset.asset_id, asset.path) for asset in verdict.keepers),
        carry_over=wish.carry_over,
        items=items,
        progress={"wish": _told_wish(wish), **_refused(verdict)},
    )


def _refused(verdict: Verdict) -> dict[str, Any]:
    return {"refused": [refusal.told() for refusal in verdict.refused]}


def _check_reach(viewer: Viewer, wish: Wish, facts: Facts, verdict: Verdict) -> None:
    """
    Refuse before anything is done what the credential could not do to its end.

    :raises ForbiddenError: in Immich's words.
    """
    needed = ["asset.delete", "asset.read", *(CARRYING if wish.carry_over else ())]
    going = {asset.asset_id for asset in verdict.going}
    if any(stack and stack.primary_id in going for stack in _stacks(facts, going)):
        needed += STACKING
    for permission in needed:
        if not viewer.may(permission):
            raise ForbiddenError(f"Missing required permission: {permission}")


def _stacks(facts: Facts, going: set[str]) -> list[Any]:
    return [facts.immich[one].stack for one in going]
