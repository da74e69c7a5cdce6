"""
How a process begins.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from mediacore.process_start import begin
from mediacore.settings import ServiceSettings


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    What every process needs; its logging is undone afterwards.
    """
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/x")
    monkeypatch.setenv("SERVICE_TOKEN", "0123456789abcdef")
    root = logging.getLogger()
    before = list(root.handlers), root.level
    yield
    root.handlers[:], level = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("mode", ["local", "production"])
def test_good_settings_are_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: str
) -> None:
    """
    With usable settings the process goes on.
    """
    monkeypatch.setenv("TWINLENS_ENV", mode)

    assert begin(ServiceSettings, tmp_path / "none.yml").twinlens_env == mode


@pytest.mark.usefixtures("environment")
def test_wrong_settings_end_the_process_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The key and its range stand on the terminal, without a traceback.
    """
    monkeypatch.setenv("BATCH_SIZE", "7")

    with pytest.raises(SystemExit) as ended:
        begin(ServiceSettings, tmp_path / "none.yml")

    assert ended.value.code == 2
    assert "BATCH_SIZE" in capsys.readouterr().err
