"""
What may go to Immich's trash, and what is refused and why; pure.

A copy is a physical file: purging an asset removes the file under every other asset on it. So a
file that anybody else's asset or library covers never goes, and where that cannot be known, it
does not go either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gateway.immich_assets import ImmichAsset

EXTERNAL = (
    "Immich deletes the file when its trash is emptied. Where Immich may only read that folder,"
    " the file stays, and comes back as a new asset without its albums and stack."
)
PHONE = "A phone that still has the picture may upload it again."


class Reason(StrEnum):
    """
    Why a file must stay.
    """

    NOT_YOURS = "not_yours"
    NOT_SHOWN = "not_shown"
    TRASH_OFF = "trash_off"
    NO_KEEPER = "no_keeper"
    KEEPER_NOT_GOOD = "keeper_not_good"
    KEPT_TOO = "kept_too"
    SAME_FILE = "same_file"
    SHARED_FILE = "shared_file"
    SHARED_LIBRARY = "shared_library"
    OWNERS_UNKNOWN = "owners_unknown"
    HIDDEN_TWIN = "hidden_twin"


DETAILS = {
    Reason.NOT_YOURS: "It is not in your library.",
    Reason.NOT_SHOWN: "It is in the trash already, offline, archived or locked.",
    Reason.TRASH_OFF: "Immich's trash is switched off; without it nothing is removed here.",
    Reason.NO_KEEPER: "No copy of yours would stay.",
    Reason.KEEPER_NOT_GOOD: "What would stay is in the trash, offline, or not on your timeline.",
    Reason.KEPT_TOO: "It cannot stay and go.",
    Reason.SAME_FILE: "It is the very file that would stay.",
    Reason.SHARED_FILE: "Another user's library shows the same file; it would be gone there too.",
    Reason.SHARED_LIBRARY: "Another user's library covers its folder; it would be gone there too.",
    Reason.OWNERS_UNKNOWN: (
        "Whether another user's library shows the same file is not known yet. Have an admin open"
        " Twinlens once, or wait until everybody's library is indexed."
    ),
    Reason.HIDDEN_TWIN: "Another asset of yours that does not show lies on the same file.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    Why an asset must stay.
    """

    asset_id: str
    reason: Reason

    def told(self) -> dict[str, str]:
        """
        Give it as JSON.
        """
        return {"assetId": self.asset_id, "reason": self.reason, "detail": DETAILS[self.reason]}


@dataclass(frozen=True, slots=True)
class OwnAsset:
    """
    A shown asset of the caller's on a file that is known.
    """

    asset_id: str
    file_id: int
    path: str
    original_path: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """
    Any asset, of anybody, on a file.
    """

    asset_id: str
    owner_id: str
    is_shown: bool
    is_trashed: bool = False


@dataclass(frozen=True, slots=True)
class ImportPath:
    """
    A folder of somebody's external library, as Immich writes it, and in the library's own words.
    """

    owner_id: str
    original_path: str
    library_path: str | None = None

    def covers(self, asset: OwnAsset) -> bool:
        """
        Tell whether a file lies in it.
        """
        return _is_under(asset.original_path, self.original_path) or (
            self.library_path is not None and _is_under(asset.path, self.library_path)
        )


def _is_under(path: str, folder: str) -> bool:
    trimmed = folder.rstrip("/")
    return not trimmed or path == trimmed or path.startswith(f"{trimmed}/")


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What is known just now of the assets that somebody named.

    :ivar own: the caller's shown assets among them, by id.
    :ivar holders: all assets on their files, by file.
    :ivar immich: what Immich shows the caller of them, by id.
    :ivar import_paths: everybody's, or nothing when no admin told them lately.
    :ivar alone_with_libraries: everybody else's index is complete, and holds no external library.
    """

    viewer_id: str
    has_trash: bool
    remove: tuple[str, ...]
    keep: tuple[str, ...]
    own: Mapping[str, OwnAsset]
    holders: Mapping[int, tuple[Holder, ...]]
    immich: Mapping[str, ImmichAsset]
    import_paths: tuple[ImportPath, ...] | None
    alone_with_libraries: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What may go, what stays, and why the rest must.

    :ivar whole: set when nothing at all may go.
    """

    going: tuple[OwnAsset, ...]
    keepers: tuple[OwnAsset, ...]
    refused: tuple[Refusal, ...]
    whole: Reason | None = None


def judge(facts: Facts) -> Verdict:
    """
    Decide about each asset that is to go, and about all of them.
    """
    good = good_of(facts, facts.keep)
    refused = [
        Refusal(asset_id, reason)
        for asset_id in facts.remove
        if (reason := _why_not(facts, asset_id)) is not None
    ]
    whole = _why_nothing(facts, good, refused)
    held = {refusal.asset_id for refusal in refused}
    going = tuple(facts.own[one] for one in facts.remove if one not in held)
    return Verdict(
        () if whole else going,
        tuple(facts.own[one] for one in good),
        tuple(refused),
        whole,
    )


def good_of(facts: Facts, ids: tuple[str, ...]) -> tuple[str, ...]:
    """
    Give those of some copies that are good enough to stay for the others.
    """
    return tuple(asset_id for asset_id in ids if _is_good(facts, asset_id))


def _why_nothing(facts: Facts, good: tuple[str, ...], refused: list[Refusal]) -> Reason | None:
    if not facts.has_trash:
        return Reason.TRASH_OFF
    if not facts.keep:
        return Reason.NO_KEEPER
    if len(good) < len(facts.keep):
        return Reason.KEEPER_NOT_GOOD
    return refused[0].reason if len(refused) == len(facts.remove) else None


def _is_good(facts: Facts, asset_id: str) -> bool:
    asset = facts.immich.get(asset_id)
    return (
        asset_id in facts.own
        and asset is not None
        and asset.owner_id == facts.viewer_id
        and asset.visibility == "timeline"
        and not asset.is_trashed
        and not asset.is_offline
    )


def _why_not(facts: Facts, asset_id: str) -> Reason | None:
    """
    Tell why an asset must stay, if it must: the first rule that speaks.
    """
    if asset_id not in facts.own or asset_id not in facts.immich:
        return Reason.NOT_YOURS
    asset = facts.own[asset_id]
    rules: tuple[tuple[Reason, Callable[[], bool]], ...] = (
        (Reason.NOT_SHOWN, lambda: not _is_good(facts, asset_id)),
        (Reason.KEPT_TOO, lambda: asset_id in facts.keep),
        (Reason.SAME_FILE, lambda: _is_kept_file(facts, asset)),
        (Reason.SHARED_FILE, lambda: any(_others(facts, asset))),
        (Reason.HIDDEN_TWIN, lambda: any(_hidden_twins(facts, asset))),
        (Reason.SHARED_LIBRARY, lambda: _is_in_foreign_library(facts, asset)),
        (Reason.OWNERS_UNKNOWN, lambda: _may_be_shared(facts, asset_id)),
    )
    return next((reason for reason, speaks in rules if speaks()), None)


def _is_kept_file(facts: Facts, asset: OwnAsset) -> bool:
    kept = {facts.own[one].file_id for one in facts.keep if one in facts.own}
    return asset.file_id in kept


def _others(facts: Facts, asset: OwnAsset) -> list[bool]:
    holders = facts.holders.get(asset.file_id, ())
    return [True for holder in holders if holder.owner_id != facts.viewer_id]


def _hidden_twins(facts: Facts, asset: OwnAsset) -> list[bool]:
    holders = facts.holders.get(asset.file_id, ())
    return [
        True
        for holder in holders
        if holder.owner_id == facts.viewer_id
        and holder.asset_id not in facts.remove
        and not holder.is_shown
        and not holder.is_trashed
    ]


def _is_in_foreign_library(facts: Facts, asset: OwnAsset) -> bool:
    return any(
        folder.owner_id != facts.viewer_id and folder.covers(asset)
        for folder in facts.import_paths or ()
    )


def _may_be_shared(facts: Facts, asset_id: str) -> bool:
    """
    Tell whether somebody's library may cover an asset without our knowing.

    Nobody else's library covers a folder of uploads, which is its owner's.
    """
    is_external = facts.immich[asset_id].library_id is not None
    return is_external and facts.import_paths is None and not facts.alone_with_libraries


def with_twins(facts_own: Mapping[str, OwnAsset], remove: tuple[str, ...]) -> tuple[str, ...]:
    """
    Add the caller's other shown assets on the same files: one copy goes as a whole.
    """
    files = {facts_own[one].file_id for one in remove if one in facts_own}
    twins = [one for one, asset in facts_own.items() if asset.file_id in files]
    return tuple(dict.fromkeys((*remove, *twins)))


def warnings(asset: ImmichAsset) -> list[dict[str, str]]:
    """
    Tell in which ways an asset could come back.
    """
    told = []
    if asset.library_id is not None:
        told.append({"reason": "external_library", "detail": EXTERNAL})
    if asset.may_return_by_phone:
        told.append({"reason": "phone_upload", "detail": PHONE})
    return told
