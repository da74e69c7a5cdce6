"""
`python -m tests.fakes.immich`: the stand-in over MEDIA_PATH, listening on HOST and PORT.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import uvicorn

from mediacore.logs import configure_logging
from tests.fakes.immich.app import create_app


def server(env: Mapping[str, str]) -> uvicorn.Server:
    """
    Make the server that an environment describes.
    """
    return uvicorn.Server(
        uvicorn.Config(
            create_app(Path(env.get("MEDIA_PATH", "."))),
            host=env.get("HOST", "127.0.0.1"),
            port=int(env.get("PORT", "2283")),
            server_header=False,
            log_config=None,
            access_log=False,
        )
    )


if __name__ == "__main__":
    configure_logging(human=True)
    server(os.environ).run()
