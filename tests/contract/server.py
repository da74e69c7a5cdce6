"""
The Immich that the contract is checked against: the one that the environment names, else a stand-in
of each version.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from localstack.writers import CANON, Look, write_jpeg
from tests.contract.moments import LONG_AGO
from tests.fakes.immich.__main__ import server as stand_in
from tests.waiting import wait_until

NAMED = ("IMMICH_URL", "IMMICH_EMAIL", "IMMICH_PASSWORD")
STAND_INS = ("2", "3")


@dataclass(frozen=True, slots=True)
class Server:
    """
    Where an Immich is, who signs in, and where the services find its files.

    :ivar media: the folder that Immich's paths lead to here as there; `None` when nobody said.
    """

    url: str
    email: str
    password: str
    media: Path | None = None
    may_be_large: bool = False


def named(environ: Mapping[str, str] = os.environ) -> Server | None:
    """
    Give the server that the environment names, or nothing.

    :raises LookupError: when only a part of it is named.
    """
    given = {name: environ.get(name, "") for name in NAMED}
    if not given["IMMICH_URL"]:
        return None
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise LookupError(f"Say {' and '.join(missing)}, too")
    media = environ.get("MEDIA_PATH")
    return Server(
        given["IMMICH_URL"].rstrip("/"),
        given["IMMICH_EMAIL"],
        given["IMMICH_PASSWORD"],
        Path(media) if media else None,
        environ.get("IMMICH_MANY") == "1",
    )


@contextmanager
def in_thread(server: uvicorn.Server) -> Iterator[str]:
    """
    Run a server on a free port, beside whoever asks; give its address.
    """
    server.config.port = 0
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def standing_in(version: str, folder: Path, **more: str) -> Iterator[Server]:
    """
    Run a stand-in over a library with one photo; uploads lie beside it, under their names.
    """
    library = folder / "library"
    library.mkdir()
    write_jpeg(library / "before.jpg", LONG_AGO, CANON, Look(size=(300, 200)))
    env = {
        "MEDIA_PATH": str(library),
        "STAND_IN_VERSION": version,
        "STAND_IN_UPLOADS": str(folder / "uploads"),
        "PORT": "0",
        **more,
    }
    running = stand_in(env)
    app: Any = running.config.app
    app.state.world.settings.storage_template = True
    with in_thread(running) as url:
        yield Server(url, "demo@twinlens.local", "demo", folder)
