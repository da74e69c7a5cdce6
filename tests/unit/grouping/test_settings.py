"""
The grouping service's settings and their file.
"""

from pathlib import Path
from typing import Any

import pytest

from grouping.rules import Rules
from grouping.settings import GroupingSettings
from grouping.wiring import CONFIG
from mediacore.errors import SettingsError
from mediacore.settings import load_settings, read_config

NEEDED = {
    "DATABASE_URL": "postgresql://grouping@127.0.0.1/grouping",
    "SERVICE_TOKEN": "a token of tests",
}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GroupingSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)


def test_file_and_code_say_the_same() -> None:
    """
    Every key of `config.yml` is a setting, and has the default that the code has.
    """
    written = read_config(CONFIG)

    defaults = {name: field.default for name, field in GroupingSettings.model_fields.items()}
    assert {name: _plain(defaults[name]) for name in written} == written
    assert load_settings(GroupingSettings, CONFIG) == load_settings(GroupingSettings)


def test_every_rule_of_the_file_reaches_the_rules() -> None:
    """
    The settings' own keys are all in the file, so that an owner finds them.
    """
    shared = set(GroupingSettings.__base__.model_fields)  # type: ignore[union-attr]  # it has a base

    assert set(GroupingSettings.model_fields) - shared <= set(read_config(CONFIG))


def test_defaults_make_the_default_rules() -> None:
    """
    Who configures nothing gets the rules as they are tested.
    """
    assert load_settings(GroupingSettings, CONFIG).rules() == Rules()


def test_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """
    A variable in capitals overrides the key.
    """
    config = tmp_path / "config.yml"
    config.write_text("timestamp_tolerance_seconds: 3\nextra_edit_words: [retouched]\n")
    monkeypatch.setenv("TIMESTAMP_TOLERANCE_SECONDS", "4")

    rules = load_settings(GroupingSettings, config).rules()

    assert rules.timestamp_tolerance_seconds == 4
    assert rules.edit_words == (*Rules().edit_words, "retouched")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("TIMESTAMP_TOLERANCE_SECONDS", "61", "allowed: 0.0 to 60.0"),
        ("SERIES_FROM", "1", "allowed: 2 to 100"),
        ("BATCH_SIZE", "501", "allowed: 100 to 500"),
        ("FILENAME_PATTERNS", "[]", "at least 1 item"),
    ],
)
def test_value_outside_its_range_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    """
    The error names the key and what is allowed.
    """
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=name) as caught:
        load_settings(GroupingSettings, CONFIG)
    assert told in caught.value.message


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
