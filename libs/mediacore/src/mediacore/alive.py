"""
`python -m mediacore.alive [address]`: what a container's health check asks.

With an address, whether it answers well. Without one, for processes that serve nothing: whether
the database and the queue of `DATABASE_URL` and `REDIS_URL` take connections. It imports little,
since it runs every half a minute.
"""

import os
import socket
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

SECONDS = 5.0
PORTS = {"redis": 6379, "rediss": 6379}
POSTGRES_PORT = 5432
NEEDED = ("DATABASE_URL", "REDIS_URL")


def endpoint(url: str) -> tuple[str, int]:
    """
    Give host and port of a server's address.
    """
    parts = urlsplit(url)
    return parts.hostname or "localhost", parts.port or PORTS.get(parts.scheme, POSTGRES_PORT)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """
    Give 0 when all is well, else 1 with a line that says what is not.
    """
    try:
        if arguments:
            opener = build_opener(ProxyHandler({}))
            opener.open(arguments[0], timeout=SECONDS).close()
        else:
            for name in NEEDED:
                socket.create_connection(endpoint(environ[name]), SECONDS).close()
    except (OSError, KeyError, ValueError) as error:
        sys.stderr.write(f"not alive: {type(error).__name__}: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
