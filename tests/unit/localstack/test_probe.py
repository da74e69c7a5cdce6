"""
Asked from outside.
"""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from localstack.ports import LOOPBACK, free_port
from localstack.probe import healthy


class Answering(BaseHTTPRequestHandler):
    """
    Answers by the path's name.
    """

    def do_GET(self) -> None:
        """
        200 for /health, 503 otherwise.
        """
        self.send_response(200 if self.path == "/health" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """
        Say nothing.
        """


@pytest.mark.parametrize(("path", "expected"), [("/health", True), ("/ill", False)])
def test_only_a_good_answer_is_healthy(path: str, expected: bool) -> None:
    """
    A service that answers with an error is not ready.
    """
    with HTTPServer((LOOPBACK, 0), Answering) as server:
        threading.Thread(target=server.handle_request).start()

        assert healthy(f"http://{LOOPBACK}:{server.server_port}{path}")() is expected


def test_a_service_that_is_not_there_is_not_healthy() -> None:
    """
    A refused connection is an answer, not an error.
    """
    assert not healthy(f"http://{LOOPBACK}:{free_port()}/health")()
