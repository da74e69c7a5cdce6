"""
How a service reads its settings, and what it says about a wrong one.
"""

from pathlib import Path

import pytest
from pydantic import model_validator

from mediacore.errors import SettingsError
from mediacore.settings import BATCH_SIZE_RANGE, ServiceSettings, load_settings, read_config

TOKEN = "0123456789abcdef"


class PickySettings(ServiceSettings):
    """
    Settings with a rule over several keys.
    """

    @model_validator(mode="after")
    def _agree(self) -> "PickySettings":
        if self.worker_count > self.database_pool_size:
            raise ValueError("more workers than connections")
        return self


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """
    The environment of a service, with nothing else of this machine in it.
    """
    for key in ServiceSettings.model_fields:
        monkeypatch.delenv(key.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/grouping")
    monkeypatch.setenv("SERVICE_TOKEN", TOKEN)
    return monkeypatch


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """
    The place of a settings file that does not exist yet.
    """
    return tmp_path / "config.yml"


def test_without_a_file_the_defaults_and_the_environment_speak(config: Path) -> None:
    """
    A missing file is no error.
    """
    settings = load_settings(ServiceSettings, config)

    assert settings == load_settings(ServiceSettings)
    assert (settings.batch_size, settings.service_token) == (500, TOKEN)


def test_file_overrides_the_default(config: Path) -> None:
    """
    What the file says counts.
    """
    config.write_text("batch_size: 200\nexcluded_folders: [private, '2001']\n")

    settings = load_settings(ServiceSettings, config)

    assert (settings.batch_size, settings.excluded_folders) == (200, ("private", "2001"))


def test_environment_overrides_the_file(config: Path, environment: pytest.MonkeyPatch) -> None:
    """
    What the environment says counts more.
    """
    config.write_text("batch_size: 200\n")
    environment.setenv("BATCH_SIZE", "300")

    assert load_settings(ServiceSettings, config).batch_size == 300


def test_empty_variable_counts_as_unset(environment: pytest.MonkeyPatch) -> None:
    """
    A compose file that passes an unset variable on does not erase the default.
    """
    environment.setenv("BATCH_SIZE", "")

    assert load_settings(ServiceSettings).batch_size == 500


@pytest.mark.parametrize("value", ["99", "501", "many"])
def test_value_outside_its_range_names_the_key_and_the_range(
    value: str, environment: pytest.MonkeyPatch
) -> None:
    """
    The message says which key, in both spellings, what came and what is allowed.
    """
    environment.setenv("BATCH_SIZE", value)

    with pytest.raises(SettingsError) as caught:
        load_settings(ServiceSettings)

    assert "batch_size / BATCH_SIZE" in caught.value.message
    assert f"allowed: {BATCH_SIZE_RANGE[0]} to {BATCH_SIZE_RANGE[1]}" in caught.value.message
    assert f"(got {value!r})" in caught.value.message


def test_every_wrong_key_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    """
    Nobody has to start a service three times to find three mistakes.
    """
    environment.setenv("PORT", "0")
    environment.setenv("WATCH_MODE", "magic")
    environment.delenv("DATABASE_URL")

    with pytest.raises(SettingsError) as caught:
        load_settings(ServiceSettings)

    first, *lines = caught.value.message.splitlines()
    assert first == "Settings cannot be used:"
    assert sorted(line.split()[0] for line in lines) == ["database_url", "port", "watch_mode"]
    assert "'auto', 'inotify' or 'poll'" in caught.value.message


def test_unknown_key_of_the_file_is_refused_without_its_value(config: Path) -> None:
    """
    A misspelt key is found, and a secret under it stays out of the log.
    """
    config.write_text(f"servise_token: {TOKEN}\n1: 2\n")

    with pytest.raises(SettingsError, match="servise_token / SERVISE_TOKEN") as caught:
        load_settings(ServiceSettings, config)

    assert TOKEN not in caught.value.message


def test_wrong_secret_stays_out_of_the_message(environment: pytest.MonkeyPatch) -> None:
    """
    A token that is too short is named, not shown, not even by the error's cause.
    """
    environment.setenv("SERVICE_TOKEN", "hush")

    with pytest.raises(SettingsError, match="at least 16 characters") as caught:
        load_settings(ServiceSettings)

    assert "hush" not in caught.value.message
    assert caught.value.__cause__ is None


def test_rule_over_several_keys_is_told_without_values(environment: pytest.MonkeyPatch) -> None:
    """
    Where no single key is wrong, the sentence of the rule comes alone.
    """
    environment.setenv("WORKER_COUNT", "20")

    with pytest.raises(SettingsError, match="more workers than connections") as caught:
        load_settings(PickySettings)

    assert TOKEN not in caught.value.message


def test_settings_that_agree_pass_the_rule_over_several_keys() -> None:
    """
    A rule over several keys lets the defaults pass.
    """
    assert load_settings(PickySettings).worker_count == 2


def test_list_in_the_environment_that_is_no_json_is_explained(
    environment: pytest.MonkeyPatch,
) -> None:
    """
    The message names the field and how a list is written there.
    """
    environment.setenv("EXCLUDED_FOLDERS", "private,other")

    with pytest.raises(SettingsError, match=r"excluded_folders.*JSON"):
        load_settings(ServiceSettings)


@pytest.mark.parametrize("content", [b"", b"# nothing\n"])
def test_empty_file_sets_nothing(config: Path, content: bytes) -> None:
    """
    A file of comments is a file of defaults.
    """
    config.write_bytes(content)

    assert read_config(config) == {}


@pytest.mark.parametrize("content", [b"a: [1", b"\xff\xfe\xff"])
def test_broken_file_is_named(config: Path, content: bytes) -> None:
    """
    What is no YAML in UTF-8 is not readable, and the file says which.
    """
    config.write_bytes(content)

    with pytest.raises(SettingsError, match=r"config\.yml is not readable"):
        load_settings(ServiceSettings, config)


def test_folder_in_place_of_the_file_is_named(config: Path) -> None:
    """
    A mount that made a folder where a file was meant is not an empty file.
    """
    config.mkdir()

    with pytest.raises(SettingsError, match=r"config\.yml is not readable"):
        load_settings(ServiceSettings, config)


def test_file_without_keys_is_refused(config: Path) -> None:
    """
    A list at the top says nothing about settings.
    """
    config.write_text("- a\n- b\n")

    with pytest.raises(SettingsError, match="must hold keys and values"):
        load_settings(ServiceSettings, config)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SERVICE_TOKEN", "change-me-change-me", "SERVICE_TOKEN is a default"),
        ("DATABASE_URL", "postgresql://grouping@db/grouping", "DATABASE_URL has no password"),
        ("REDIS_URL", "redis://:redis@jobs:6379/0", "REDIS_URL has a default password"),
    ],
)
def test_default_secret_ends_the_start(
    environment: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    """
    Whoever installs it makes secrets, or it does not run; none of them is shown.
    """
    environment.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        load_settings(ServiceSettings)

    assert said in refused.value.message
    assert value not in refused.value.message


def test_local_mode_takes_any_secret(environment: pytest.MonkeyPatch) -> None:
    """
    There every server listens on this machine only, and its secrets are made anew.
    """
    environment.setenv("TWINLENS_ENV", "local")
    environment.setenv("SERVICE_TOKEN", "change-me-change-me")

    assert load_settings(ServiceSettings).service_token == "change-me-change-me"
