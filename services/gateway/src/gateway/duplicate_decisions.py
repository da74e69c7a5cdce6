"""
What somebody decides about duplicates without letting any go: they are none, or these are kept.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway import audit, own_assets, removal_answers
from gateway.acting import Acting
from gateway.audit import Deed
from gateway.own_words import in_own_words
from gateway.removal_facts import KIND, Wish
from gateway.service_calls import ServiceRefusedError
from gateway.viewer import Viewer
from mediacore.database import ReadSession
from mediacore.errors import InvalidRequestError, NotFoundError

DISMISSED = "duplicate_dismissed"
KEPT = "duplicate_kept"


@dataclass(frozen=True, slots=True)
class Decisions:
    """
    Decisions that dedup remembers for a viewer.
    """

    acting: Acting

    async def dismiss(
        self, viewer: Viewer, group_id: str, revision: int | None, ids: Sequence[str]
    ) -> dict[str, Any]:
        """
        Remember that these are no duplicates: the group, one against all others, or several.
        """
        return await self._decide(viewer, group_id, ids, revision, "dismiss", str(uuid.uuid4()))

    async def keep(self, viewer: Viewer, wish: Wish, token: str | None = None) -> dict[str, Any]:
        """
        Remember which copies of a group are kept.
        """
        token = token or str(uuid.uuid4())
        return await self._decide(viewer, wish.group_id, wish.keep, wish.revision, "keep", token)

    async def _decide(
        self,
        viewer: Viewer,
        group_id: str,
        ids: Sequence[str],
        revision: int | None,
        verb: str,
        token: str,
    ) -> dict[str, Any]:
        def named(session: ReadSession) -> list[str]:
            return paths_of(session, viewer.user_id, KIND, group_id, ids)

        paths = await self.acting.read(named)
        try:
            answer = await self.acting.dedup.ask(
                "POST",
                f"/duplicates/{group_id}/{verb}",
                viewer.user_id,
                {"paths": paths, "revision": revision},
            )
        except ServiceRefusedError as error:
            raise await in_own_words(self.acting, viewer, error) from error
        deed = Deed(
            DISMISSED if verb == "dismiss" else KEPT,
            f"group:{group_id}",
            {"revision": revision},
            {"assets": list(ids), "undoToken": answer["undo_token"]},
        )
        await self.acting.write(
            lambda session: audit.write_down(session, viewer.user_id, token, [deed])
        )
        self.acting.nudge(viewer.user_id)
        return {"undoToken": token, "groups": await told_groups(self.acting, viewer, answer)}


def paths_of(
    session: ReadSession, user_id: str, kind: str, group_id: str, ids: Sequence[str]
) -> list[str]:
    """
    Give the paths of a viewer's assets, to name them to a service.

    :raises NotFoundError: when the group does not show in the viewer's lists.
    :raises InvalidRequestError: when an asset is not theirs, or does not show.
    """
    if not own_assets.sees_group(session, user_id, kind, group_id):
        raise NotFoundError("There is no such group", group_id=group_id)
    return asset_paths(session, user_id, ids)


def asset_paths(session: ReadSession, user_id: str, ids: Sequence[str]) -> list[str]:
    """
    Give the paths of a viewer's shown assets.

    :raises InvalidRequestError: when one is not theirs, or does not show.
    """
    own = own_assets.own_by_id(session, user_id, ids)
    unknown = [asset_id for asset_id in ids if asset_id not in own]
    if unknown:
        raise InvalidRequestError("Name assets of yours that show", unknown=unknown)
    return [own[asset_id].path for asset_id in ids]


async def told_groups(
    acting: Acting, viewer: Viewer, answer: dict[str, Any]
) -> list[dict[str, Any]]:
    """
    Give the groups of a service's answer as the viewer sees them.
    """
    groups = answer.get("groups") or []
    paths = [path for group in groups for path in removal_answers.group_paths(group)]
    own = await acting.read(lambda session: own_assets.own_by_path(session, viewer.user_id, paths))
    told = (removal_answers.told_group(group, own) for group in groups)
    return [group for group in told if group is not None]
