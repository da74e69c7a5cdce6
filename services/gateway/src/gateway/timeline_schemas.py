"""
The shapes of cards: a month of them in columns, and what a search finds.
"""

from types import GenericAlias
from typing import Annotated, Any

from pydantic import Field, create_model

from gateway.answer_schemas import Answer, Id, NextCursor, Version, WallTime


class Month(Answer):
    """
    A month that has cards, and how many.
    """

    time_bucket: Annotated[str, Field(description="Its first day", examples=["2026-05-01"])]
    count: int


class Alternate(Answer):
    """
    Another version of a shot than the one on top.
    """

    id: Id
    filename: str
    type: str
    size: Annotated[int, Field(description="Bytes")]


class Card(Answer):
    """
    One shot as the timeline shows it: the version on top, and what lies under it.
    """

    card_id: Annotated[Id, Field(description="Stays when another version comes to the top")]
    id: Annotated[Id, Field(description="The asset on top")]
    owner_id: Id
    group_id: Id | None
    group_type: str | None
    version_count: Annotated[
        int | None, Field(description="Null of one file, and where versions cannot be switched")
    ]
    ratio: Annotated[float, Field(description="Width divided by height")]
    is_image: bool
    is_favorite: bool
    duration: Annotated[int | None, Field(description="Milliseconds, of a video")]
    thumbhash: Annotated[str | None, Field(description="A placeholder picture, in base64")]
    local_date_time: WallTime
    file_name: str
    live_photo_video_id: Id | None
    duplicate_group_id: Id | None
    duplicate_type: str | None
    duplicate_similarity: float | None
    alternates: list[Alternate]


_COLUMNS: dict[str, Any] = {
    name: (
        GenericAlias(list, (field.rebuild_annotation(),)),
        Field(description=field.description),
    )
    for name, field in Card.model_fields.items()
}

CardColumns = create_model(
    "CardColumns",
    __base__=Answer,
    __doc__="The fields of a month's cards as parallel arrays, all of one length.",
    **_COLUMNS,
)


Columns = create_model(
    "Columns",
    __base__=CardColumns,
    __doc__="The cards of a month, in columns.",
    version=(Version, ...),
)


class Months(Answer):
    """
    The months that have cards, the newest first.
    """

    items: list[Month]
    newest: Annotated[
        CardColumns | None,
        Field(description="The cards of the newest month, where they are asked for"),
    ]
    version: Version


class Match(Answer):
    """
    Why a version was found, and the text that says so.
    """

    asset_id: Id
    why: Annotated[str, Field(examples=["name", "camera", "date", "place", "person", "smart"])]
    text: str


class FoundCard(Card):
    """
    A card of which a version matches.
    """

    matched: list[Match]


class Found(Answer):
    """
    A page of what a search found.
    """

    items: list[FoundCard]
    next_cursor: NextCursor
    missing: Annotated[
        list[str], Field(description="What of Immich's own search gave no answer in time")
    ]
    version: Version
