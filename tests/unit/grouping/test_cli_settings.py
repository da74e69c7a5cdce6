"""
The settings of the command line: the service's, without what only the service needs.
"""

from pathlib import Path

import pytest

from grouping.cli_settings import CONFIG, CliSettings, cli_settings
from grouping.rules import Rules
from mediacore.errors import SettingsError
from tests.samples.shots import clean_environment


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Nothing of this machine's environment.
    """
    clean_environment(monkeypatch)


def test_nothing_needs_to_be_set() -> None:
    """
    Without a database and a token, the rules are the defaults of the file that is shipped.
    """
    settings = cli_settings()

    assert CONFIG.exists()
    assert (settings.database_url, settings.rules()) == ("", Rules())


def test_another_file_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    `GROUPING_CONFIG` says which file holds the rules.
    """
    config = tmp_path / "mine.yml"
    config.write_text("timestamp_tolerance_seconds: 5\n")
    monkeypatch.setenv("GROUPING_CONFIG", str(config))

    assert cli_settings().rules().timestamp_tolerance_seconds == 5


def test_wrong_value_is_named_with_its_range(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The same checks hold as for the service.
    """
    monkeypatch.setenv("SERIES_FROM", "1")

    with pytest.raises(SettingsError, match=r"series_from.*allowed: 2 to 100"):
        cli_settings()


def test_service_token_of_the_service_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An environment made for the service suits the command line.
    """
    monkeypatch.setenv("SERVICE_TOKEN", "0123456789abcdef")

    assert isinstance(cli_settings(), CliSettings)
