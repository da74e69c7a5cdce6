"""
Finds a Chromium for the browser tests, or installs Debian's where that is possible.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
INSTALL: Final = (
    ("apt-get", "update", "-q"),
    ("apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"),
)
ADVICE: Final = (
    "No Chromium was found for the browser tests. Do one of these:\n"
    "  - set CHROMIUM_PATH to a Chromium or Chrome that is already there\n"
    "  - install one: `sudo apt-get install chromium` (Debian), `sudo dnf install chromium`\n"
    "    (Fedora), `brew install --cask chromium` (macOS)\n"
    "  - run as root on Debian or Ubuntu, and it is installed for you"
)


class NoChromiumError(Exception):
    """
    Raised when there is no browser and none could be installed; says what to do.
    """

    def __init__(self) -> None:
        super().__init__(ADVICE)


def run_quietly(command: Sequence[str]) -> bool:
    """
    Run a command with its words kept back; whether it succeeded.
    """
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def find_chromium(
    environ: Mapping[str, str],
    which: Callable[[str], str | None] = shutil.which,
    uid: int | None = None,
    run: Callable[[Sequence[str]], bool] = run_quietly,
) -> str:
    """
    The path of a browser.

    Raises NoChromiumError where there is none and this is not root on a Debian.
    """
    given = environ.get("CHROMIUM_PATH")
    found = which(given) if given else _first(which)
    root = (os.geteuid() if uid is None else uid) == 0
    may_install = root and not given and which("apt-get") is not None
    if found is None and may_install and all(run(command) for command in INSTALL):
        found = _first(which)
    if found is None:
        raise NoChromiumError
    return found


def _first(which: Callable[[str], str | None]) -> str | None:
    """
    The first browser on the path.
    """
    return next((path for path in map(which, NAMES) if path is not None), None)
