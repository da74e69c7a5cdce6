"""
What somebody decides about versions of a shot: by asset ids, in their own view only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway import audit, own_assets
from gateway.acting import Acting
from gateway.audit import Deed
from gateway.duplicate_decisions import asset_paths, paths_of, told_groups
from gateway.own_words import in_own_words
from gateway.service_calls import ServiceRefusedError
from gateway.viewer import Viewer
from mediacore.database import ReadSession
from mediacore.errors import InvalidRequestError, NotFoundError
from mediacore.pagination import encode_cursor

KIND = "version"
NO_GROUP = "There is no such group"

Revisions = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class GroupActions:
    """
    Decisions that grouping remembers for a viewer.
    """

    acting: Acting

    async def primary(
        self, viewer: Viewer, group_id: str, asset_id: str, revision: int | None
    ) -> dict[str, Any]:
        """
        Make a member the primary.
        """
        [path] = await self._paths(viewer, group_id, [asset_id])
        body = {"path": path, "revision": revision}
        deed = Deed(
            "group_primary", f"group:{group_id}", {"revision": revision}, {"primary": asset_id}
        )
        return await self._decide(viewer, f"/groups/{group_id}/primary", body, deed)

    async def split(
        self, viewer: Viewer, group_id: str, ids: Sequence[str], revision: int | None
    ) -> dict[str, Any]:
        """
        Put members apart from the rest.
        """
        paths = await self._paths(viewer, group_id, ids)
        body = {"paths": paths, "revision": revision}
        deed = Deed(
            "group_split", f"group:{group_id}", {"revision": revision}, {"apart": list(ids)}
        )
        return await self._decide(viewer, f"/groups/{group_id}/split", body, deed)

    async def merge(self, viewer: Viewer, groups: Revisions, ids: Sequence[str]) -> dict[str, Any]:
        """
        Put groups and single assets together.
        """

        def look_up(session: ReadSession) -> list[str]:
            for group_id in groups:
                paths_of(session, viewer.user_id, KIND, group_id, ())
            return asset_paths(session, viewer.user_id, ids)

        paths = await self.acting.read(look_up)
        deed = Deed("group_merged", "groups", dict(groups), {"assets": list(ids)})
        body = {"groups": _named(groups), "paths": paths}
        return await self._decide(viewer, "/groups/merge", body, deed)

    async def dissolve(self, viewer: Viewer, groups: Revisions) -> dict[str, Any]:
        """
        Take groups apart, each with a result of its own; one token undoes all.
        """

        def seen_by_viewer(session: ReadSession) -> dict[str, int | None]:
            return {
                group_id: revision
                for group_id, revision in groups.items()
                if own_assets.sees_group(session, viewer.user_id, KIND, group_id)
            }

        seen = await self.acting.read(seen_by_viewer)
        results: dict[str, dict[str, Any]] = {
            group_id: {"groupId": group_id, "ok": False, "detail": NO_GROUP} for group_id in groups
        }
        token = None
        if seen:
            answer = await self.acting.grouping.ask(
                "POST", "/groups/dissolve", viewer.user_id, {"groups": _named(seen)}
            )
            token = answer["undo_token"]
            for one in answer["results"]:
                told = {"groupId": one["group_id"], "ok": one["ok"], "detail": one["detail"]}
                results[one["group_id"]] = told
        if token is not None:
            deed = Deed("group_dissolved", "groups", dict(seen), {"results": [*results.values()]})
            await self._write_down(viewer, token, deed)
        return {"undoToken": token, "results": [*results.values()]}

    async def undo(self, viewer: Viewer, token: str) -> dict[str, Any]:
        """
        Take a decision back; once taken back, it stays so.
        """
        try:
            answer = await self.acting.grouping.ask("POST", f"/groups/undo/{token}", viewer.user_id)
        except ServiceRefusedError as error:
            was_undone = await self.acting.read(
                lambda session: audit.is_undone(session, viewer.user_id, token)
            )
            if not was_undone:
                raise await in_own_words(self.acting, viewer, error) from error
            return {"undoToken": token, "alreadyUndone": True, "groups": []}
        await self._write_down(viewer, token, Deed(audit.UNDONE, f"token:{token}", {}, {}))
        groups = await told_groups(self.acting, viewer, answer)
        return {"undoToken": token, "alreadyUndone": False, "groups": groups}

    async def judge(self, viewer: Viewer, suggestion_id: str, verdict: str) -> dict[str, Any]:
        """
        Accept or reject a suggestion that is about two assets of the viewer's.
        """
        paths = await self._suggested(viewer, suggestion_id)
        own = await self.acting.read(
            lambda session: own_assets.own_by_path(session, viewer.user_id, paths)
        )
        if len(own) < len(paths):
            raise NotFoundError("There is no such suggestion")
        deed = Deed(
            f"suggestion_{verdict}ed",
            f"suggestion:{suggestion_id}",
            {},
            {"assets": [own[path].asset_id for path in paths]},
        )
        return await self._decide(viewer, f"/suggestions/{suggestion_id}/{verdict}", None, deed)

    async def _suggested(self, viewer: Viewer, suggestion_id: str) -> list[str]:
        """
        Give the paths of a suggestion's two files.

        :raises NotFoundError: when it is not suggested to the viewer (any more).
        """
        raw_id = suggestion_id.partition("-")[0]
        if not raw_id.isdecimal() or not raw_id.isascii():
            raise InvalidRequestError("That is not the id of a suggestion")
        cursor = encode_cursor(int(raw_id) - 1)
        page = await self.acting.grouping.ask(
            "GET", "/suggestions/orphan-raws", viewer.user_id, cursor=cursor, limit="1"
        )
        for orphan in page["items"]:
            for candidate in orphan["candidates"]:
                if candidate["suggestion_id"] == suggestion_id:
                    return [orphan["path"], candidate["path"]]
        raise NotFoundError("There is no such suggestion")

    async def _paths(self, viewer: Viewer, group_id: str, ids: Sequence[str]) -> list[str]:
        return await self.acting.read(
            lambda session: paths_of(session, viewer.user_id, KIND, group_id, ids)
        )

    async def _decide(self, viewer: Viewer, path: str, body: object, deed: Deed) -> dict[str, Any]:
        try:
            answer = await self.acting.grouping.ask("POST", path, viewer.user_id, body)
        except ServiceRefusedError as error:
            raise await in_own_words(self.acting, viewer, error) from error
        token = answer["undo_token"]
        groups = await told_groups(self.acting, viewer, answer)
        now = [{"groupId": group["groupId"], "revision": group["revision"]} for group in groups]
        await self._write_down(
            viewer, token, Deed(deed.action, deed.subject, deed.before, deed.after | {"now": now})
        )
        return {"undoToken": token, "groups": groups}

    async def _write_down(self, viewer: Viewer, token: str, deed: Deed) -> None:
        await self.acting.write(
            lambda session: audit.write_down(session, viewer.user_id, token, [deed])
        )
        self.acting.nudge(viewer.user_id)


def _named(groups: Revisions) -> list[dict[str, Any]]:
    return [{"group_id": group_id, "revision": revision} for group_id, revision in groups.items()]
