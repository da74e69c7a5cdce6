"""
The parts of a process, put together from its environment.
"""

from collections.abc import Iterator
from pathlib import Path

import dramatiq
import pytest

from grouping import wiring
from tests.integration.grouping.desk import Desk


@pytest.fixture
def process(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    This process, told what a service is told, and as if it had put nothing together yet.
    """
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    _forget()
    yield
    wiring.database().close()
    _forget()
    dramatiq.set_broker(None)  # type: ignore[arg-type]  # as before the first one


def _forget() -> None:
    for part in (wiring.settings, wiring.database, wiring.broker, wiring.runtime):
        part.cache_clear()


@pytest.mark.usefixtures("process")
def test_runtime_works_on_the_configured_library(desk: Desk) -> None:
    """
    Settings, database and library of the environment make one runtime, once a process.
    """
    desk.pair("IMG_0001")
    sent: list[int] = []

    def send() -> None:
        sent.append(1)

    runtime = wiring.runtime(send)
    runtime.start_scan("manual")
    runtime.work()
    runtime.work()

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]
    assert sent
    assert wiring.runtime(send) is runtime
    assert wiring.broker() is dramatiq.get_broker()


@pytest.mark.usefixtures("process")
def test_settings_file_can_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An image without the source tree names its file in the environment.
    """
    config = tmp_path / "other.yml"
    config.write_text("series_from: 7\n")
    monkeypatch.setenv("GROUPING_CONFIG", str(config))

    assert wiring.settings().series_from == 7
