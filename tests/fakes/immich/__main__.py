"""
`python -m tests.fakes.immich`: the stand-in over MEDIA_PATH, listening on HOST and PORT.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import uvicorn

from mediacore.logs import configure_logging
from tests.fakes.immich.accounts import by_email
from tests.fakes.immich.app import create_app
from tests.fakes.immich.populate import populate
from tests.fakes.immich.seeding import seeded
from tests.fakes.immich.settings import V2, V3, Settings
from tests.fakes.immich.world import World


def world_of(env: Mapping[str, str]) -> World:
    """
    Make the world that an environment describes.

    Beside MEDIA_PATH: STAND_IN_SEED fixes ids and clock, STAND_IN_VERSION is `2` or `3`,
    STAND_IN_ASSETS gives the demo user that many assets without files, STAND_IN_WRITABLE lets
    deletions reach the disk, STAND_IN_UPLOADS is where uploads go, which the library passes over,
    STAND_IN_OAUTH switches OAuth on. The demo user is an admin, so that a first look shows
    everything.
    """
    uploads = env.get("STAND_IN_UPLOADS")
    settings = Settings(
        version=V3 if env.get("STAND_IN_VERSION", "2").startswith("3") else V2,
        writable=bool(env.get("STAND_IN_WRITABLE")),
        oauth=bool(env.get("STAND_IN_OAUTH")),
        uploads=Path(uploads) if uploads else None,
    )
    folder = Path(env.get("MEDIA_PATH", "."))
    seed = env.get("STAND_IN_SEED")
    world = seeded(folder, seed=seed, settings=settings, admins=("admin", "demo"))
    library = next(iter(world.libraries.values()))
    if uploads:
        library.exclusion_patterns.append(f"{uploads}/**")
    count = int(env.get("STAND_IN_ASSETS", "0"))
    populate(world, by_email(world, "demo"), count, folder=f"{folder}/populated", library=library)
    return world


def server(env: Mapping[str, str]) -> uvicorn.Server:
    """
    Make the server that an environment describes.
    """
    return uvicorn.Server(
        uvicorn.Config(
            create_app(world_of(env)),
            host=env.get("HOST", "127.0.0.1"),
            port=int(env.get("PORT", "2283")),
            server_header=False,
            log_config=None,
            access_log=False,
            ws="websockets-sansio",
        )
    )


if __name__ == "__main__":
    configure_logging(human=True)
    server(os.environ).run()
