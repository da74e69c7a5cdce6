"""
The settings of the command line.
"""

from pathlib import Path

import pytest

from dedup.cli_settings import CONFIG, CliSettings, cli_settings
from mediacore.errors import SettingsError


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No settings of this machine.
    """
    for key in (*CliSettings.model_fields, "dedup_config"):
        monkeypatch.delenv(key.upper(), raising=False)


def test_shipped_settings_are_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The file of the service holds for the command line too; another one can be named.
    """
    assert CONFIG.exists()
    assert cli_settings().database_url == ""
    (tmp_path / "own.yml").write_text("phash_threshold: 7\n")
    monkeypatch.setenv("DEDUP_CONFIG", str(tmp_path / "own.yml"))

    with pytest.raises(SettingsError, match="phash_threshold"):
        cli_settings()
