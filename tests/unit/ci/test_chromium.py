"""
How the browser tests find their browser.
"""

import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).parents[3] / "infra" / "ci" / "chromium.py"


@pytest.fixture(scope="module")
def chromium() -> ModuleType:
    """
    The script as a module.
    """
    spec = importlib.util.spec_from_file_location("chromium", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """
    A machine with some programs, where installing adds Chromium.
    """

    def __init__(self, *programs: str, network: bool = True) -> None:
        self.programs = set(programs)
        self.network = network
        self.ran: list[str] = []

    def which(self, name: str) -> str | None:
        """
        Where a program lies, if it is there.
        """
        return f"/bin/{name}" if name in self.programs else None

    def run(self, command: Sequence[str]) -> bool:
        """
        Run a command, as far as the network allows.
        """
        self.ran.append(" ".join(command[:2]))
        if "chromium" in command:
            self.programs.add("chromium")
        return self.network


def test_the_browser_that_was_named_is_used(chromium: ModuleType) -> None:
    """
    The variable wins over what is on the path.
    """
    machine = Machine("brave", "chromium")

    found = chromium.find_chromium({"CHROMIUM_PATH": "brave"}, machine.which, 0, machine.run)

    assert found == "/bin/brave"


def test_a_browser_on_the_path_is_found(chromium: ModuleType) -> None:
    """
    Chrome does as well as Chromium.
    """
    machine = Machine("google-chrome", "apt-get")

    found = chromium.find_chromium({}, machine.which, 0, machine.run)

    assert found == "/bin/google-chrome"
    assert machine.ran == []


def test_root_on_a_debian_gets_one_installed(chromium: ModuleType) -> None:
    """
    The package list is brought up to date first.
    """
    machine = Machine("apt-get")

    found = chromium.find_chromium({}, machine.which, 0, machine.run)

    assert found == "/bin/chromium"
    assert machine.ran == ["apt-get update", "apt-get install"]


@pytest.mark.parametrize(
    ("machine", "uid", "environ"),
    [
        (Machine("apt-get"), 1000, {}),
        (Machine(), 0, {}),
        (Machine("apt-get", network=False), 0, {}),
        (Machine("chromium"), 0, {"CHROMIUM_PATH": "/absent"}),
    ],
)
def test_where_there_is_none_one_is_told_what_to_do(
    chromium: ModuleType, machine: Machine, uid: int, environ: dict[str, str]
) -> None:
    """
    The error is an instruction.
    """
    with pytest.raises(chromium.NoChromiumError, match="set CHROMIUM_PATH"):
        chromium.find_chromium(environ, machine.which, uid, machine.run)


def test_an_installation_says_whether_it_worked(chromium: ModuleType) -> None:
    """
    Its exit code decides.
    """
    assert chromium.run_quietly(["/bin/sh", "-c", f"test {os.getpid()} -gt 0"])
    assert not chromium.run_quietly(["/bin/sh", "-c", "exit 1"])
