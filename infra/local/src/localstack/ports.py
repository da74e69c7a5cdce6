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


def port_number(text: str, variable: str) -> int:
    """
    The port a variable asks for.

    Raises SettingError for what is no port.
    """
    low, high = PORT_RANGE
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingError(f"{variable} is {text!r}: it takes a port from {low} to {high}")
    return int(text)


def demand_free(port: int, variable: str) -> None:
    """
    Make sure that nobody listens on a port yet.

    Raises PortTakenError, naming the variable that moves it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PortTakenError(port, variable) from error
