"""
Why a version matches what somebody typed; pure.
"""

from collections.abc import Sequence
from typing import Any

from gateway.search_terms import Term
from gateway.stored_groups import ShownAsset

Match = dict[str, Any]


def matches(asset: ShownAsset, terms: Sequence[Term]) -> list[Match]:
    """
    Give what of an asset each term matches, or nothing when one matches nothing of it.
    """
    found: list[Match] = []
    for term in terms:
        reason = _reason(asset, term)
        if reason is None:
            return []
        match = {"assetId": asset.asset_id, "why": reason[0], "text": reason[1]}
        if match not in found:
            found.append(match)
    return found


def _reason(asset: ShownAsset, term: Term) -> tuple[str, str] | None:
    text = term.text.lower()
    name, camera = asset.file_name, asset.camera or ""
    if name.lower().endswith(f".{text.removeprefix('.')}"):
        return "extension", name
    if text in name.lower():
        return "name", name
    if text in camera.lower():
        return "camera", camera
    if term.start is None or term.end is None:
        return None
    # both are wall times in ISO form, which sort as the times do
    within = term.start.isoformat() <= asset.local_at < term.end.isoformat()
    return ("date", asset.local_at[:10]) if within else None
