"""
Loopback ports: free ones for our own servers, and a clear word when a wanted one is taken.
"""

import socket
from typing import Final

from localstack.errors import PortTakenError, SettingError

LOOPBACK: Final = "127.0.0.1"
PORT_RANGE: Final = (1, 65535)


def free_port() -> int:
    """
    A port that nobody listened on a moment ago.
    """
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def wanted_port(text: str, variable: str) -> int:
    """
    The port a variable asks for, known to be free.

    Raises SettingError for what is no port and PortTakenError for one in use.
    """
    low, high = PORT_RANGE
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingError(f"{variable} is {text!r}: it takes a port from {low} to {high}")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PortTakenError(port, variable) from error
    return port
