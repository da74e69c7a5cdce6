"""
A stand-in's beginning: three users, and a library over a folder.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from tests.fakes.immich.accounts import add_user, by_email
from tests.fakes.immich.library import Watcher, add_library
from tests.fakes.immich.settings import Settings
from tests.fakes.immich.stamps import Stamps
from tests.fakes.immich.world import World

ADMIN = ("admin@twinlens.local", "admin", "Admin")
DEMO = ("demo@twinlens.local", "demo", "Demo")
SCAN_SECONDS = 1.0
GUEST = ("guest@twinlens.local", "guest", "Guest")


def seeded(
    root: Path | None = None,
    *,
    seed: str | None = None,
    settings: Settings | None = None,
    owners: Sequence[str] = ("demo",),
    admins: Sequence[str] = ("admin",),
) -> World:
    """
    Make a world with an admin, a demo user and a guest; each owner has a library over the folder.

    With a seed all ids, tokens and times are the same in every world of that seed. Users' and
    files' ids always are.
    """
    world = World(settings, Stamps(seed))
    for email, password, name in (ADMIN, DEMO, GUEST):
        add_user(world, email, password, name, is_admin=password in admins)
    for owner in owners if root is not None else ():
        add_library(world, by_email(world, owner), [str(root)], name="Photos")
    world.look_again = Watcher(world, seconds=SCAN_SECONDS if seed is None else math.inf)
    return world


def share(world: World, owner: str, other: str, *, in_timeline: bool = True) -> None:
    """
    Let a user see another's pictures, as a partner.
    """
    pair = by_email(world, owner).user_id, by_email(world, other).user_id
    world.partners[pair] = (world.changed(), in_timeline)
