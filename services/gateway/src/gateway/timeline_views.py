"""
The timeline of cards through its viewer's eyes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from gateway.cards import Card, Groups, StoredCard, card_of, lone_card
from gateway.group_pages import VERSION
from gateway.model_reads import groups_by_id, shown_assets
from gateway.picks import Picked
from gateway.stored_groups import ShownAsset
from gateway.timeline_store import CardFilter, Timeline, cards_of_month, months, shown_among
from gateway.viewpoint import View
from mediacore.database import ReadSession


def timeline_of(
    view: View, filters: Iterable[CardFilter], picked: Picked | None = None
) -> Timeline:
    """
    Give the timeline that a view asks for; who wants no groups gets a card for each photo.
    """
    among = None if picked is None else picked.ids
    return Timeline(view.owners, view.taste.level, view.taste.auto_group, frozenset(filters), among)


def months_of(
    session: ReadSession, view: View, filters: Collection[CardFilter], picked: Picked | None = None
) -> list[dict[str, Any]]:
    """
    Give the months that have cards, the newest first, and how many.
    """
    stored = months(session, timeline_of(view, filters, picked))
    if picked is None or filters:
        return stored
    counts = Counter({month["timeBucket"]: month["count"] for month in stored})
    known = shown_among(session, view.owners, picked.ids)
    for month, assets in picked.months.items():
        counts[month] += sum(asset.asset_id not in known for asset in assets)
    return [
        {"timeBucket": month, "count": counts[month]}
        for month in sorted(counts, reverse=True)
        if counts[month]
    ]


def behind(
    session: ReadSession, view: View, stored: Sequence[StoredCard]
) -> tuple[Groups, dict[str, ShownAsset]]:
    """
    Give the groups and the shown assets that some cards are made of.
    """
    ids = {card.group_id for card in stored if card.group_id is not None}
    found = groups_by_id(session, view.owners, VERSION, ids) if ids else []
    members = {str(member["id"]) for group in found for member in group.members}
    covers = {card.cover_id for card in stored}
    assets = shown_assets(session, view.owners, members | covers, view.taste.level)
    return {(group.owner_id, group.group_id): group for group in found}, assets


def month_of_cards(
    session: ReadSession,
    view: View,
    filters: Collection[CardFilter],
    month: date,
    picked: Picked | None = None,
) -> list[Card]:
    """
    Give the cards of a month, the newest first; of a pick also what only Immich knows of.
    """
    stored = cards_of_month(session, timeline_of(view, filters, picked), month)
    groups, assets = behind(session, view, stored)
    among = None if picked is None else picked.ids
    found = (card_of(card, groups, assets, view.taste.format_order, among) for card in stored)
    cards = [card for card in found if card is not None]
    if picked is None or filters:
        return cards
    here = picked.months.get(month.isoformat(), ())
    known = shown_among(session, view.owners, [asset.asset_id for asset in here])
    cards += [lone_card(asset) for asset in here if asset.asset_id not in known]
    return sorted(cards, key=lambda card: (card["localDateTime"], card["cardId"]), reverse=True)
