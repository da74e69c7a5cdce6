"""
Tests of starting the stand-in.
"""

from tests.fakes.immich.__main__ import server


def test_environment_says_where_to_listen() -> None:
    """
    Host, port and folder come from the environment.
    """
    config = server({"HOST": "127.0.0.2", "PORT": "4000", "MEDIA_PATH": "/nowhere"}).config

    assert (config.host, config.port) == ("127.0.0.2", 4000)
