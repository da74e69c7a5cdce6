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
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/dedup")
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


@pytest.mark.parametrize(
    ("threshold", "loosest", "told"),
    [("0.9", "0.98", "make it 0.98 or more, or loosest_level 0.90"), ("0.95", "exact", "it 1.0")],
)
def test_threshold_whose_groups_are_not_made_is_refused(
    threshold: str, loosest: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Lists without a level would be empty; the error says what to do.
    """
    monkeypatch.setenv("PHASH_THRESHOLD", threshold)
    monkeypatch.setenv("LOOSEST_LEVEL", loosest)

    with pytest.raises(SettingsError, match=f"loosest_level.*{told}"):
        load_settings(DedupSettings)


@pytest.mark.parametrize(("threshold", "loosest"), [("0.96", "0.98"), ("1.0", "exact")])
def test_threshold_that_snaps_to_the_loosest_level_is_fine(
    threshold: str, loosest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Its lists are of that level.
    """
    monkeypatch.setenv("PHASH_THRESHOLD", threshold)
    monkeypatch.setenv("LOOSEST_LEVEL", loosest)

    assert load_settings(DedupSettings).loosest_level == loosest


def test_wrong_threshold_is_told_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A level is not compared with what is no threshold.
    """
    monkeypatch.setenv("PHASH_THRESHOLD", "7")
    monkeypatch.setenv("LOOSEST_LEVEL", "exact")

    with pytest.raises(SettingsError) as caught:
        load_settings(DedupSettings)

    assert "loosest_level" not in str(caught.value)


def test_folders_become_preferences(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    In the environment lists are JSON.
    """
    monkeypatch.setenv("PROTECTED_FOLDERS", '["Archive"]')
    monkeypatch.setenv("PREFERRED_FOLDERS", '["Best", "Good"]')

    wanted = load_settings(DedupSettings).preferences()

    assert (wanted.protected, wanted.preferred) == (("Archive",), ("Best", "Good"))
