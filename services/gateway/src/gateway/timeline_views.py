"""
The timeline of cards through its viewer's eyes.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from gateway.cards import Card, Groups, StoredCard, card_of
from gateway.group_pages import VERSION
from gateway.model_reads import groups_by_id, shown_assets
from gateway.stored_groups import ShownAsset
from gateway.timeline_store import CardFilter, Timeline, cards_of_month
from gateway.viewpoint import View
from mediacore.database import ReadSession


def timeline_of(view: View, filters: Iterable[CardFilter]) -> Timeline:
    """
    Give the timeline that a view asks for; who wants no groups gets a card for each photo.
    """
    return Timeline(view.owners, view.taste.level, view.taste.auto_group, frozenset(filters))


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
    session: ReadSession, view: View, filters: Iterable[CardFilter], month: date
) -> list[Card]:
    """
    Give the cards of a month, the newest first.
    """
    stored = cards_of_month(session, timeline_of(view, filters), month)
    groups, assets = behind(session, view, stored)
    cards = (card_of(card, groups, assets, view.taste.primary_format) for card in stored)
    return [card for card in cards if card is not None]
