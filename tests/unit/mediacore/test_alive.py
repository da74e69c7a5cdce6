"""
What a container's health check finds.
"""

import http.server
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from mediacore.alive import endpoint, main

NOBODY = "redis://127.0.0.1:9/0"


class Answers(http.server.BaseHTTPRequestHandler):
    """
    A service that is up at `/health`, and down elsewhere.
    """

    def do_GET(self) -> None:
        """
        Answer.
        """
        self.send_response(200 if self.path == "/health" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """
        Keep silent.
        """


@pytest.fixture
def service() -> Iterator[str]:
    """
    Run it.
    """
    with http.server.HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def port() -> Iterator[int]:
    """
    Listen somewhere.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("redis://:a@jobs/0", ("jobs", 6379)),
        ("postgresql+psycopg://a:b@db/grouping", ("db", 5432)),
        ("postgresql://db:5433/grouping", ("db", 5433)),
        ("postgresql:///grouping", ("localhost", 5432)),
    ],
)
def test_address_without_a_port_has_the_usual_one(url: str, expected: tuple[str, int]) -> None:
    """
    As the drivers have it.
    """
    assert endpoint(url) == expected


@pytest.mark.parametrize(("path", "code"), [("/health", 0), ("/other", 1)])
def test_service_is_alive_when_it_answers_well(service: str, path: str, code: int) -> None:
    """
    A status of 503 is an illness, too.
    """
    assert main([f"{service}{path}"], {}) == code


def test_worker_is_alive_when_it_reaches_what_it_needs(port: int) -> None:
    """
    Its database and its queue.
    """
    url = f"redis://127.0.0.1:{port}/0"

    assert main([], {"DATABASE_URL": url, "REDIS_URL": url}) == 0
    assert main([], {"DATABASE_URL": url, "REDIS_URL": NOBODY}) == 1
    assert main([], {"DATABASE_URL": url}) == 1


def test_command_ends_with_what_it_found(service: str) -> None:
    """
    And says why.
    """
    command = [sys.executable, "-m", "mediacore.alive"]
    good = subprocess.run([*command, f"{service}/health"], check=False, capture_output=True)
    environ = {**os.environ, "DATABASE_URL": NOBODY, "REDIS_URL": NOBODY}
    bad = subprocess.run(command, env=environ, check=False, capture_output=True)

    assert (good.returncode, bad.returncode) == (0, 1)
    assert bad.stderr.startswith(b"not alive: ConnectionRefusedError")
