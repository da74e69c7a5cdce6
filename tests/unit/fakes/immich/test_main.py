"""
Tests of starting the stand-in.
"""

from datetime import datetime
from pathlib import Path

from localstack.writers import write_jpeg
from tests.fakes.immich.__main__ import server, world_of
from tests.fakes.immich.accounts import by_email

NOON = datetime(2026, 5, 4, 12, 0)  # noqa: DTZ001 - cameras write local time


def test_environment_says_where_to_listen() -> None:
    """
    Host, port and folder come from the environment.
    """
    config = server({"HOST": "127.0.0.2", "PORT": "4000", "MEDIA_PATH": "/nowhere"}).config

    assert (config.host, config.port) == ("127.0.0.2", 4000)


def test_environment_says_what_is_in_the_world(tmp_path: Path) -> None:
    """
    Version, seed, switches, and assets without files that no look takes for lost.
    """
    world = world_of(
        {
            "MEDIA_PATH": str(tmp_path),
            "STAND_IN_VERSION": "3",
            "STAND_IN_SEED": "s",
            "STAND_IN_ASSETS": "10",
            "STAND_IN_UPLOADS": str(tmp_path),
            "STAND_IN_OAUTH": "1",
        }
    )
    world.look_again()

    assert (world.v3, world.settings.oauth, world.settings.writable) == (True, True, False)
    assert len(world.owned(by_email(world, "demo").user_id)) == 10
    assert not any(asset.is_offline for asset in world.assets.values())
    assert by_email(world, "demo").is_admin is True


def test_uploads_inside_the_folder_are_no_files_of_the_library(tmp_path: Path) -> None:
    """
    As on a server whose uploads and photos lie under one roof.
    """
    (tmp_path / "uploads").mkdir()
    write_jpeg(tmp_path / "uploads" / "a.jpg", NOON)
    write_jpeg(tmp_path / "b.jpg", NOON)
    world = world_of({"MEDIA_PATH": str(tmp_path), "STAND_IN_UPLOADS": str(tmp_path / "uploads")})
    world.look_again()

    assert [asset.name for asset in world.assets.values()] == ["b.jpg"]
