"""
Tests of the gateway's settings.
"""

import pytest

from gateway.settings import CONFIG, GatewaySettings, base
from mediacore.errors import SettingsError
from mediacore.settings import load_settings

TOKEN = "0123456789abcdef"
DATABASE = "postgresql://nobody@127.0.0.1:9/none"


def test_shipped_config_is_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    `config.yml`, a database and a token are enough to start.
    """
    monkeypatch.setenv("SERVICE_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", DATABASE)

    settings = load_settings(GatewaySettings, CONFIG)

    assert (settings.enrichment_budget_ms, settings.web_root) == (300, None)


def test_wrong_path_map_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A rule that makes no sense stops the start with a sentence.
    """
    monkeypatch.setenv("SERVICE_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", DATABASE)
    monkeypatch.setenv("PATH_MAP", "nonsense")

    with pytest.raises(SettingsError, match="path_map wants"):
        load_settings(GatewaySettings)


def test_wrong_proxies_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Something else than a network stops the start with a sentence.
    """
    monkeypatch.setenv("SERVICE_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", DATABASE)
    monkeypatch.setenv("TRUSTED_PROXIES", "nginx")

    with pytest.raises(SettingsError, match="trusted_proxies wants"):
        load_settings(GatewaySettings)


def test_address_loses_its_last_slash() -> None:
    """
    A path can be appended to what is configured with or without a slash.
    """
    assert (
        base(GatewaySettings(service_token=TOKEN, database_url=DATABASE).immich_url)
        == "http://127.0.0.1:2283"
    )
