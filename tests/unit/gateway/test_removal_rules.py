"""
Tests of what may go to the trash, and what is refused and why.
"""

from dataclasses import replace
from typing import Any

import pytest

from gateway.immich_assets import ImmichAsset
from gateway.removal_rules import (
    DETAILS,
    Facts,
    Holder,
    ImportPath,
    OwnAsset,
    Reason,
    judge,
    warnings,
    with_twins,
)

ME, OTHER = "me", "other"


def shown(asset_id: str, **more: Any) -> ImmichAsset:
    """
    Make an asset as Immich shows it: of a library, and in good order.
    """
    plain: dict[str, Any] = {
        "owner_id": ME,
        "library_id": "l",
        "original_path": f"/mnt/{asset_id}.jpg",
        "file_name": f"{asset_id}.jpg",
        "visibility": "timeline",
        "is_trashed": False,
        "is_offline": False,
        "is_favorite": False,
    }
    return ImmichAsset(asset_id=asset_id, **(plain | more))


def own(asset_id: str, file_id: int) -> OwnAsset:
    """
    Make an asset of the index.
    """
    return OwnAsset(asset_id, file_id, f"{asset_id}.jpg", f"/mnt/{asset_id}.jpg")


OWN = {"a": own("a", 1), "b": own("b", 2), "k": own("k", 3)}
IMMICH = {"a": shown("a"), "b": shown("b"), "k": shown("k")}
FACTS = Facts(
    viewer_id=ME,
    has_trash=True,
    remove=("a", "b"),
    keep=("k",),
    own=OWN,
    holders={1: (Holder("a", ME, is_shown=True),), 2: (Holder("b", ME, is_shown=True),)},
    immich=IMMICH,
    import_paths=(ImportPath(ME, "/mnt"),),
    alone_with_libraries=False,
)


def refused(facts: Facts) -> dict[str, Reason]:
    """
    Give what is refused and why.
    """
    return {one.asset_id: one.reason for one in judge(facts).refused}


def test_good_ones_go() -> None:
    """
    What is the viewer's, shows, and lies under nobody else's asset or library may go.
    """
    verdict = judge(FACTS)

    assert [one.asset_id for one in verdict.going] == ["a", "b"]
    assert [one.asset_id for one in verdict.keepers] == ["k"]
    assert (verdict.refused, verdict.whole) == ((), None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"own": {"b": own("b", 2), "k": own("k", 3)}}, Reason.NOT_YOURS),
        ({"immich": {"b": shown("b"), "k": shown("k")}}, Reason.NOT_YOURS),
        ({"immich": IMMICH | {"a": shown("a", is_trashed=True)}}, Reason.NOT_SHOWN),
        ({"immich": IMMICH | {"a": shown("a", visibility="archive")}}, Reason.NOT_SHOWN),
        ({"immich": IMMICH | {"a": shown("a", owner_id=OTHER)}}, Reason.NOT_SHOWN),
        ({"keep": ("k", "a")}, Reason.KEPT_TOO),
        ({"own": OWN | {"a": own("a", 3)}}, Reason.SAME_FILE),
        ({"holders": {1: (Holder("x", OTHER, is_shown=True),)}}, Reason.SHARED_FILE),
        (
            {"holders": {1: (Holder("x", OTHER, is_shown=False, is_trashed=True),)}},
            Reason.SHARED_FILE,
        ),
        ({"holders": {1: (Holder("x", ME, is_shown=False),)}}, Reason.HIDDEN_TWIN),
    ],
)
def test_one_must_stay_and_the_other_goes(change: dict[str, Any], reason: Reason) -> None:
    """
    Each has a reason of its own, and a sentence for it.
    """
    facts = replace(FACTS, **change)

    assert refused(facts) == {"a": reason}
    assert [one.asset_id for one in judge(facts).going] == ["b"]
    assert judge(facts).refused[0].told()["detail"] == DETAILS[reason]


@pytest.mark.parametrize(
    "holder",
    [Holder("x", ME, is_shown=False, is_trashed=True), Holder("x", ME, is_shown=True)],
)
def test_own_twins_are_no_hindrance(holder: Holder) -> None:
    """
    One's own asset on the same file is in the trash already, or goes along.
    """
    assert refused(replace(FACTS, holders={1: (holder,)})) == {}


@pytest.mark.parametrize(
    "folder",
    [
        ImportPath(OTHER, "/mnt"),
        ImportPath(OTHER, "/mnt/"),
        ImportPath(OTHER, "/photos", ""),
        ImportPath(OTHER, "/elsewhere/a.jpg", "a.jpg"),
    ],
)
def test_foreign_library_over_the_folder(folder: ImportPath) -> None:
    """
    Under Immich's path or under the library's, what somebody else's library covers stays.
    """
    assert refused(replace(FACTS, import_paths=(folder,)))["a"] is Reason.SHARED_LIBRARY


@pytest.mark.parametrize(
    "folder", [ImportPath(OTHER, "/mnt2"), ImportPath(OTHER, "/photos", "photos")]
)
def test_foreign_library_elsewhere(folder: ImportPath) -> None:
    """
    A library of another folder is no matter.
    """
    assert refused(replace(FACTS, import_paths=(folder,))) == {}


def test_unknown_owners_hold_back_what_is_external() -> None:
    """
    Who might have a library over the folder is not known; nobody's covers uploads.
    """
    upload = IMMICH | {"b": shown("b", library_id=None)}
    facts = replace(FACTS, import_paths=None, immich=upload)

    assert refused(facts) == {"a": Reason.OWNERS_UNKNOWN}
    assert refused(replace(facts, alone_with_libraries=True)) == {}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"has_trash": False}, Reason.TRASH_OFF),
        ({"keep": ()}, Reason.NO_KEEPER),
        ({"keep": ("k", "z")}, Reason.KEEPER_NOT_GOOD),
        ({"immich": IMMICH | {"k": shown("k", is_offline=True)}}, Reason.KEEPER_NOT_GOOD),
        ({"own": {"k": own("k", 3)}}, Reason.NOT_YOURS),
    ],
)
def test_nothing_may_go(change: dict[str, Any], reason: Reason) -> None:
    """
    Without trash, without a good copy of one's own that stays, or with all refused.
    """
    verdict = judge(replace(FACTS, **change))

    assert (verdict.whole, verdict.going) == (reason, ())


def test_twins_go_along() -> None:
    """
    Two assets of one owner on one file are one copy.
    """
    assets = OWN | {"c": own("c", 1)}

    assert with_twins(assets, ("a", "z")) == ("a", "z", "c")


def test_ways_back_are_told() -> None:
    """
    A library's file, and a phone's upload.
    """
    assert [one["reason"] for one in warnings(shown("a"))] == ["external_library"]
    assert [one["reason"] for one in warnings(shown("a", library_id=None))] == ["phone_upload"]
    assert warnings(shown("a", library_id=None, device_id="CLI")) == []
