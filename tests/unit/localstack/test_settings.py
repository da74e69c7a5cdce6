"""
What the environment says about a local run.
"""

from pathlib import Path

import pytest

from localstack.errors import SettingError
from localstack.settings import Settings, read_settings


def read(root: Path, **environ: str) -> Settings:
    """
    Settings from an environment.
    """
    return read_settings(environ, root)


def test_an_empty_environment_brings_everything_itself(tmp_path: Path) -> None:
    """
    Without a word, servers, photos and Immich are ours.
    """
    settings = read(tmp_path, DATABASE_URL="", MEDIA_PATH="")

    given = (settings.media_path, settings.immich_url, settings.database_url, settings.redis_url)
    assert given == (None, None, None, None)
    assert settings.worker_count == 2
    assert settings.data == tmp_path / ".data"


def test_a_media_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Services run elsewhere, so a relative path would mean another folder.
    """
    (tmp_path / "photos").mkdir()
    monkeypatch.chdir(tmp_path)

    assert read(tmp_path, MEDIA_PATH="photos").media_path == tmp_path / "photos"


def test_a_media_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    """
    A typing error is found before anything starts.
    """
    with pytest.raises(SettingError, match="MEDIA_PATH"):
        read(tmp_path, MEDIA_PATH=str(tmp_path / "absent"))


def test_all_that_is_kept_may_lie_elsewhere(tmp_path: Path) -> None:
    """
    A small system disk need not hold the databases.
    """
    assert read(tmp_path, DATA_PATH=f"{tmp_path}/a/../kept").data == tmp_path / "kept"


def test_addresses_lose_their_last_slash(tmp_path: Path) -> None:
    """
    Paths are appended to them later.
    """
    assert read(tmp_path, IMMICH_URL="http://nas:2283/").immich_url == "http://nas:2283"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("IMMICH_URL", "nas:2283"),
        ("DATABASE_URL", "mysql://host/db"),
        ("REDIS_URL", "redis://"),
        ("WORKER_COUNT", "0"),
        ("WORKER_COUNT", "many"),
        ("WORKER_COUNT", "65"),
        ("WEB_PORT", "eighty"),
        ("WEB_PORT", "3000"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(
    tmp_path: Path, variable: str, value: str
) -> None:
    """
    Every error says which variable to change.
    """
    with pytest.raises(SettingError, match=variable):
        read(tmp_path, **{variable: value})
