"""
Tests of adding our fields in time.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from gateway.asset_ids import Resolved
from gateway.credentials import Credentials
from gateway.enrichment import Enricher
from gateway.path_map import PathMap, Rule
from gateway.versions import Asset, DuplicateGroup, Member, VersionGroup
from mediacore.errors import UnavailableError

CALLER = Credentials(((b"x-api-key", b"k"),), ())
JPG = Member("a.jpg", "a.jpg", "jpeg", 10)
RAW = Member("a.cr2", "a.cr2", "raw", 30)
PAIR = VersionGroup("g1", "raw_jpeg", switchable=True, primary_path="a.jpg", members=(JPG, RAW))
COPIES = DuplicateGroup("d1", "exact", 1.0, (JPG, Member("b/a.jpg", "a.jpg", "", 10)))


class Lookup:
    """
    Knows what a test puts in; may be slow or down.
    """

    def __init__(self, *groups: VersionGroup, duplicates: tuple[DuplicateGroup, ...] = ()) -> None:
        self.groups = groups
        self.copies = duplicates
        self.asked: list[list[str]] = []
        self.is_slow = False
        self.is_down = False

    async def versions(self, paths: Sequence[str]) -> list[VersionGroup]:
        """
        Give the groups, whatever the paths.
        """
        self.asked.append(list(paths))
        if self.is_slow:
            await asyncio.Event().wait()
        if self.is_down:
            raise UnavailableError("down")
        return list(self.groups)

    async def duplicates(self, paths: Sequence[str]) -> list[DuplicateGroup]:
        """
        Give the duplicates, whatever the paths.
        """
        assert paths
        return list(self.copies)


class Resolver:
    """
    Knows some assets, and leaves the rest unknown or unseen.
    """

    def __init__(self, *assets: Asset, unknown: tuple[str, ...] = ()) -> None:
        self.assets = assets
        self.unknown = unknown
        self.wanted: Mapping[str, str] = {}

    async def resolve(
        self, credentials: Credentials, wanted: Mapping[str, str], seconds: float
    ) -> Resolved:
        """
        Give what is known of the wanted.
        """
        assert credentials == CALLER
        assert seconds > 0
        self.wanted = wanted
        found = {path: tuple(a for a in self.assets if a.path == path) for path in wanted}
        return Resolved(found, frozenset(self.unknown) & frozenset(wanted))


def item(asset_id: str, path: str, **more: Any) -> dict[str, Any]:
    """
    Make an asset as a search lists it.
    """
    return {"id": asset_id, "ownerId": "anna", "originalPath": path, "hasMetadata": True} | more


def answer(*items: dict[str, Any]) -> str:
    """
    Make a search's answer.
    """
    return json.dumps({"albums": {"items": []}, "assets": {"items": items, "nextPage": None}})


async def enriched(
    text: str,
    lookup: Lookup,
    resolver: Resolver | None = None,
    root: str = "/mnt",
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """
    Enrich an answer; give its items and the reasons why something is missing.
    """
    paths = PathMap((Rule(root, ""),))
    result = await Enricher(lookup, resolver or Resolver(), paths, 0.2).enrich(text, CALLER)
    return json.loads(result.text)["assets"]["items"], result.reasons


async def test_pair_on_one_page_is_enriched() -> None:
    """
    Where all members are in the answer, nobody else is asked.
    """
    resolver = Resolver()
    text = answer(item("1", "/mnt/a.jpg"), item("2", "/mnt/a.cr2"), item("3", "/mnt/c.jpg"))

    (jpg, raw, other), reasons = await enriched(text, Lookup(PAIR), resolver)

    assert (jpg["isPrimaryVersion"], raw["isPrimaryVersion"], reasons) == (True, False, ())
    assert "groupId" not in other
    assert resolver.wanted == {}


async def test_member_off_the_page_is_looked_for() -> None:
    """
    The RAW on another page still counts, once Immich has shown it to the caller.
    """
    resolver = Resolver(Asset("2", "anna", "a.cr2"))

    (jpg,), reasons = await enriched(answer(item("1", "/mnt/a.jpg")), Lookup(PAIR), resolver)

    assert (jpg["versionCount"], reasons) == (2, ())
    assert resolver.wanted == {"a.cr2": "/mnt/a.cr2"}


async def test_member_of_each_owner_is_looked_for() -> None:
    """
    A partner's file on the page does not stand in for one's own elsewhere.
    """
    resolver = Resolver(Asset("2", "anna", "a.cr2"))
    text = answer(item("1", "/mnt/a.jpg"), item("9", "/mnt/a.cr2", ownerId="bert"))

    (jpg, berts), _ = await enriched(text, Lookup(PAIR), resolver)

    assert jpg["alternateVersions"][0]["id"] == "2"
    assert "groupId" not in berts


async def test_unseen_member_makes_no_group() -> None:
    """
    Immich shows the caller no RAW, so there is none.
    """
    (jpg,), reasons = await enriched(answer(item("1", "/mnt/a.jpg")), Lookup(PAIR))

    assert ("groupId" in jpg, reasons) == (False, ())


async def test_undecided_member_leaves_its_group_out() -> None:
    """
    Where Immich did not tell in time, nothing is claimed, and the answer says so.
    """
    resolver = Resolver(unknown=("a.cr2",))

    (jpg,), reasons = await enriched(answer(item("1", "/mnt/a.jpg")), Lookup(PAIR), resolver)

    assert ("groupId" in jpg, reasons) == (False, ("visibility-timeout",))


async def test_duplicates_are_added() -> None:
    """
    Copies get the fields of duplicates.
    """
    text = answer(item("1", "/mnt/a.jpg"), item("2", "/mnt/b/a.jpg"))

    (one, other), _ = await enriched(text, Lookup(duplicates=(COPIES,)))

    assert one["duplicateGroupId"] == other["duplicateGroupId"] == "d1"


async def test_slow_service_is_not_waited_for() -> None:
    """
    Past the budget the answer goes out without its fields, with the others'.
    """
    lookup = Lookup(PAIR, duplicates=(COPIES,))
    lookup.is_slow = True
    text = answer(item("1", "/mnt/a.jpg"), item("2", "/mnt/b/a.jpg"))

    (one, _), reasons = await enriched(text, lookup)

    assert (one["duplicateGroupId"], reasons) == ("d1", ("grouping-timeout",))


async def test_service_that_is_down_is_named() -> None:
    """
    The header can say who is missing.
    """
    lookup = Lookup(PAIR)
    lookup.is_down = True
    text = answer(item("1", "/mnt/a.jpg"))

    items, reasons = await enriched(text, lookup)

    assert (items, reasons) == ([item("1", "/mnt/a.jpg")], ("grouping-unavailable",))


@pytest.mark.parametrize(
    "sanitized",
    [
        {"id": "1", "hasMetadata": False},
        {"id": "1", "originalPath": "/mnt/a.jpg"},
        item("1", "/mnt/a.jpg", hasMetadata=False),
    ],
)
async def test_sanitized_object_gets_nothing(sanitized: dict[str, Any]) -> None:
    """
    What a shared link hides, we do not tell either; with nothing to ask, nobody is asked.
    """
    lookup = Lookup(PAIR)

    items, reasons = await enriched(answer(sanitized), lookup)

    assert (items, reasons, lookup.asked) == ([sanitized], (), [])


async def test_immichs_own_field_is_never_replaced() -> None:
    """
    Should Immich one day have a `groupId` of its own, it stays.
    """
    text = answer(item("1", "/mnt/a.jpg", groupId="immich"), item("2", "/mnt/a.cr2"))

    (jpg, _), _ = await enriched(text, Lookup(PAIR))

    assert (jpg["groupId"], jpg["groupType"]) == ("immich", "raw_jpeg")


async def test_unmapped_prefix_is_learned() -> None:
    """
    Where no rule fits, all suffixes are asked for, and what matches names the prefix.
    """
    lookup = Lookup(PAIR)
    enricher = Enricher(lookup, Resolver(), PathMap((Rule("/media", ""),)), 0.2)
    text = answer(item("1", "/mnt/a.jpg"), item("2", "/mnt/a.cr2"))

    first = await enricher.enrich(text, CALLER)
    await enricher.enrich(text, CALLER)

    assert '"groupId":"g1"' in first.text
    assert lookup.asked == [["mnt/a.jpg", "a.jpg", "mnt/a.cr2", "a.cr2"], ["a.jpg", "a.cr2"]]


async def test_files_outside_the_library_stay_plain() -> None:
    """
    Nothing is learned where nothing matches.
    """
    text = answer(item("1", "/elsewhere/z.jpg"))

    items, reasons = await enriched(text, Lookup())

    assert (items, reasons) == ([item("1", "/elsewhere/z.jpg")], ())


async def test_member_without_a_way_back_is_left_out() -> None:
    """
    A member outside of what Immich sees cannot be asked for, and does not count.
    """
    paths = PathMap((Rule("/mnt", "phone"),))
    group = VersionGroup(
        "g1",
        "raw_jpeg",
        switchable=True,
        primary_path="phone/a.jpg",
        members=(Member("phone/a.jpg", "a.jpg", "jpeg", 1), RAW),
    )
    resolver = Resolver()
    text = answer(item("1", "/mnt/a.jpg"))

    result = await Enricher(Lookup(group), resolver, paths, 0.2).enrich(text, CALLER)

    assert (result.text, resolver.wanted) == (text, {})
