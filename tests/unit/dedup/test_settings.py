"""
The settings of the dedup service.
"""

from pathlib import Path

import pytest

from dedup.settings import DedupSettings
from dedup.wiring import CONFIG
from mediacore.errors import SettingsError
from mediacore.settings import load_settings


@pytest.fixture(autouse=True)
def _required(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What has no default.
    """
    monkeypatch.setenv("DATABASE_URL", "postgresql://nowhere/dedup")
    monkeypatch.setenv("SERVICE_TOKEN", "a-token-of-many-letters")


def test_shipped_file_says_what_the_code_says() -> None:
    """
    Each value of `config.yml` is the default: the file documents, and can be left out.
    """
    assert CONFIG.exists()
    assert load_settings(DedupSettings, CONFIG) == load_settings(DedupSettings)


def test_threshold_has_a_range(tmp_path: Path) -> None:
    """
    A threshold outside of the allowed range is refused by name.
    """
    config = tmp_path / "config.yml"
    config.write_text("phash_threshold: 0.5\n")

    with pytest.raises(SettingsError, match=r"phash_threshold.*allowed: 0.8 to 1.0"):
        load_settings(DedupSettings, config)


def test_folders_become_preferences(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    In the environment lists are JSON.
    """
    monkeypatch.setenv("PROTECTED_FOLDERS", '["Archive"]')
    monkeypatch.setenv("PREFERRED_FOLDERS", '["Best", "Good"]')

    wanted = load_settings(DedupSettings).preferences()

    assert (wanted.protected, wanted.preferred) == (("Archive",), ("Best", "Good"))
