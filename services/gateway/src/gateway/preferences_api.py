"""
What a user prefers to see, by their Immich user.
"""

from functools import partial
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from gateway.guard import Decider, Reader
from gateway.preferences import Preferences, changed
from gateway.rooms import Parts

router = APIRouter(prefix="/api/preferences", tags=["preferences"])

Format = Literal["default", "jpeg", "raw", "heif", "heic", "png", "tiff", "webp", "avif", "jxl"]
Level = Literal["exact", "0.98", "0.95", "0.90", "0.85", "0.80"]


class PreferencesIn(BaseModel):
    """
    What is to change; what is left out stays as it is.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    primaryFormat: Format | None = None  # noqa: N815 - Immich's spelling, as everywhere
    level: Level | None = None
    autoGroup: bool | None = None  # noqa: N815 - Immich's spelling, as everywhere


class PreferencesOut(BaseModel):
    """
    What is preferred now.
    """

    primaryFormat: Format  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON
    level: Level
    autoGroup: bool  # noqa: N815 - Immich's spelling, as everywhere in the web's JSON


def _shown(found: Preferences) -> PreferencesOut:
    return PreferencesOut.model_validate(
        {
            "primaryFormat": found.primary_format,
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
        changed, primary_format=body.primaryFormat, level=body.level, auto_group=body.autoGroup
    )
    return _shown(await parts.preferences.change(viewer.user_id, change))
