"""
What callers are told of a removal, and a service's words in terms of their own assets; pure.
"""

from collections.abc import Mapping
from typing import Any

from gateway.camel import camel
from gateway.journal import Order, State
from gateway.removal_rules import OwnAsset, Verdict
from gateway.service_calls import ServiceRefusedError
from mediacore.errors import TwinlensError, UnavailableError

MIN_VISIBLE = 2
TOLD = {
    State.PLANNED: "pending",
    State.REPOINTED: "pending",
    State.TRASHED: "pending",
    State.CONFIRMED: "trashed",
    State.FAILED: "failed",
    State.REFUSED: "refused",
    State.UNDONE: "restored",
}
LATER = "It goes on when you come by next."


def told_order(order: Order, trouble: str | None = None) -> dict[str, Any]:
    """
    Tell how far an order is, file by file, and what was refused from the first.
    """
    progress = order.progress or {}
    items = [_told_item(item.asset_id, item.state, item.detail, trouble) for item in order.items]
    refused = [{**one, "state": "refused", "warnings": []} for one in progress.get("refused", [])]
    return {
        "undoToken": order.token,
        "groupId": order.group_id,
        "revision": progress.get("revision"),
        "ok": all(item["state"] == "trashed" for item in items) and not refused,
        "keeperId": order.keeper_id,
        "items": [*items, *refused],
        "carriedOver": progress.get("changes", []),
    }


def _told_item(
    asset_id: str, state: State, detail: Mapping[str, Any], trouble: str | None
) -> dict[str, Any]:
    told = TOLD[state]
    pending = f"{trouble} {LATER}" if trouble else LATER
    return {
        "assetId": asset_id,
        "state": told,
        "reason": "unavailable" if told == "pending" else detail.get("reason"),
        "detail": pending if told == "pending" else detail.get("detail"),
        "warnings": detail.get("warnings", []),
    }


def told_trouble(group_id: str, error: TwinlensError) -> dict[str, Any]:
    """
    Tell what went wrong with one of many.
    """
    reason = "unavailable" if isinstance(error, UnavailableError) else "refused"
    usual: dict[str, Any] = {"reason": reason, "items": [], "current": None}
    told = {name: error.context.get(name, value) for name, value in usual.items()}
    return told | {"groupId": group_id, "ok": False, "detail": error.message}


def told_verdict(verdict: Verdict) -> dict[str, Any]:
    """
    Tell why something must stay.
    """
    return {"items": [refusal.told() for refusal in verdict.refused]}


def paths_in(error: ServiceRefusedError) -> list[str]:
    """
    Name the paths that a refusal speaks of.
    """
    named = [file["path"] for file in error.body.get("files") or ()]
    current = error.body.get("current")
    return [*named, *(path for member in _members(current) for path in _names(member))]


def _members(group: Any) -> list[dict[str, Any]]:
    members = group.get("members", []) if isinstance(group, dict) else []
    return list(members)


def _names(member: dict[str, Any]) -> list[str]:
    return [member["path"], *member.get("also_at", ())]


def group_paths(group: dict[str, Any]) -> list[str]:
    """
    Name all paths of a group.
    """
    return [path for member in _members(group) for path in _names(member)]


def told_group(group: Any, own: Mapping[str, OwnAsset]) -> dict[str, Any] | None:
    """
    Give a service's group as its owner sees it; nothing when that is no group.

    :param own: the owner's assets by path.
    """
    members = []
    for member in _members(group):
        asset = next((own[path] for path in _names(member) if path in own), None)
        if asset is not None:
            members.append(_told_member(member, asset))
    if len(members) < MIN_VISIBLE:
        return None
    head = {camel(name): group[name] for name in HEAD if name in group}
    return {**head, "members": members}


HEAD = ("group_id", "group_type", "duplicate_type", "revision")
FLAGS = ("is_primary", "is_suggested_keeper", "is_kept", "is_going")


def _told_member(member: dict[str, Any], asset: OwnAsset) -> dict[str, Any]:
    flags = {camel(name): member[name] for name in FLAGS if name in member}
    return {
        "assetId": asset.asset_id,
        "filename": asset.path.rpartition("/")[2],
        "type": member["type"],
        "size": member["size"],
        **flags,
    }


def told_refusal(error: ServiceRefusedError, own: Mapping[str, OwnAsset]) -> dict[str, Any]:
    """
    Give a service's refusal in terms of the owner's assets; what they do not see is left out.
    """
    items = [
        {"assetId": own[file["path"]].asset_id, "reason": file["reason"], "detail": file["detail"]}
        for file in error.body.get("files") or ()
        if file["path"] in own
    ]
    return {
        "reason": error.body.get("reason") or ("stale_revision" if error.is_stale else "refused"),
        "items": items,
        "current": told_group(error.body.get("current"), own),
    }
