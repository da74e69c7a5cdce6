"""
Loopback ports.
"""

import socket

import pytest

from localstack.errors import PortTakenError, SettingError
from localstack.ports import LOOPBACK, demand_free, free_port, port_number


def test_a_free_port_can_be_wanted() -> None:
    """
    What is free now may be asked for by name.
    """
    port = free_port()

    demand_free(port, "WEB_PORT")

    assert port_number(str(port), "WEB_PORT") == port


def test_a_taken_port_names_the_variable_that_moves_it() -> None:
    """
    The error can be acted on without reading any documentation.
    """
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortTakenError, match=f"WEB_PORT={port + 1} make run") as caught:
            demand_free(port, "WEB_PORT")

    assert caught.value.variable == "WEB_PORT"


@pytest.mark.parametrize("text", ["0", "65536", "web", "-1", "٣٠٠٠", ""])
def test_what_is_no_port_is_refused_with_the_range(text: str) -> None:
    """
    The error says what would be accepted.
    """
    with pytest.raises(SettingError, match=r"GATEWAY_PORT .* from 1 to 65535"):
        port_number(text, "GATEWAY_PORT")
