"""
What a user prefers to see, by their Immich user.
"""

from functools import partial
from typing import Literal, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, model_validator

from gateway.guard import Decider, Reader
from gateway.preferences import Preferences, changed, order_of
from gateway.rooms import Parts

router = APIRouter(prefix="/api/preferences", tags=["preferences"])

Format = Literal["default", "jpeg", "raw", "heif", "heic", "png", "tiff", "webp", "avif", "jxl"]
Kept = Literal["jpeg", "raw", "heif", "png", "tiff", "webp", "avif", "jxl"]
Named = Literal[Kept, "heic"]
Level = Literal["exact", "0.98", "0.95", "0.90", "0.85", "0.80"]


class PreferencesIn(BaseModel):
    """
    What is to change; what is left out stays as it is.

    `formatOrder` says which formats are to stand for a shot, the most preferred first, each once;
    empty leaves it to Twinlens. `primaryFormat` alone makes it the only one; beside `formatOrder`
    it has to be its first, `default` where that is empty.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    primaryFormat: Format | None = None  # noqa: N815 - Immich's spelling, as everywhere
    formatOrder: list[Named] | None = None  # noqa: N815 - Immich's spelling, as everywhere
    level: Level | None = None
    autoGroup: bool | None = None  # noqa: N815 - Immich's spelling, as everywhere

    @model_validator(mode="after")
    def _names_one_order(self) -> Self:
        self.order()
        return self

    def order(self) -> list[str] | None:
        """
        Give the order of formats that is asked for, if any is.

        :raises ValueError: when it says different things.
        """
        return order_of(self.primaryFormat, self.formatOrder)


class PreferencesOut(BaseModel):
    """
    What is preferred now; `primaryFormat` is the first of `formatOrder`, `default` if it is empty.
    """

    primaryFormat: Format  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    formatOrder: list[Kept]  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    level: Level
    autoGroup: bool  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON


def _shown(found: Preferences) -> PreferencesOut:
    return PreferencesOut.model_validate(
        {
            "primaryFormat": found.primary_format,
            "formatOrder": list(found.format_order),
            "level": found.level,
            "autoGroup": found.auto_group,
        }
    )


@router.get("")
async def read_preferences(viewer: Reader, parts: Parts) -> PreferencesOut:
    """
    Tell what the caller prefers.
    """
    return _shown(await parts.preferences.of(viewer.user_id))


@router.put("")
async def change_preferences(body: PreferencesIn, viewer: Decider, parts: Parts) -> PreferencesOut:
    """
    Change what the caller prefers; nobody else's answers change by it.
    """
    change = partial(
        changed, format_order=body.order(), level=body.level, auto_group=body.autoGroup
    )
    return _shown(await parts.preferences.change(viewer.user_id, change))
