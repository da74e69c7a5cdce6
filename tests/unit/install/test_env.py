"""
How .env is made: secrets of one's own, and nothing of the user's is ever changed.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mediacore.secret_strength import token_problem
from tests.architecture import tree
from tests.architecture.deployment import EXAMPLE, example

SCRIPT = tree.ROOT / "infra/env.sh"
_SECRET = re.compile(r"^([A-Z_]+_(?:PASSWORD|TOKEN))=(.*)$", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    A folder with the example.
    """
    shutil.copy(EXAMPLE, tmp_path)
    return tmp_path


def made(folder: Path) -> str:
    """
    Run the script; give what it says.
    """
    done = subprocess.run(["/bin/sh", SCRIPT, folder], check=True, capture_output=True, text=True)
    return done.stdout


def secrets(folder: Path) -> dict[str, str]:
    """
    Give the secrets of .env.
    """
    return dict(_SECRET.findall((folder / ".env").read_text()))


def test_secrets_are_made(folder: Path) -> None:
    """
    Long ones, all different, and good enough for the services.
    """
    made(folder)
    found = secrets(folder)

    assert set(found) == {name for name in example() if name.endswith(("_PASSWORD", "_TOKEN"))}
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch(r"[0-9a-f]{48}", secret) for secret in found.values())
    assert [token_problem(secret) for secret in found.values()] == [""] * len(found)


def test_only_its_owner_may_read_it(folder: Path) -> None:
    """
    From the beginning, and after somebody was less careful.
    """
    made(folder)
    assert (folder / ".env").stat().st_mode & 0o777 == 0o600
    (folder / ".env").chmod(0o644)
    made(folder)

    assert (folder / ".env").stat().st_mode & 0o777 == 0o600


def test_second_run_changes_nothing(folder: Path) -> None:
    """
    What stands there is the user's.
    """
    made(folder)
    path = folder / ".env"
    path.write_text(path.read_text().replace("MEDIA_PATH=", "MEDIA_PATH=/my photos"))
    before = path.read_text()

    assert made(folder).endswith("complete.\n")
    assert path.read_text() == before


def test_what_is_missing_is_added(folder: Path) -> None:
    """
    A new version may ask for more; an end without a line's end is no trap.
    """
    (folder / ".env").write_text("MEDIA_PATH=/photos\nSERVICE_TOKEN=mine")
    made(folder)
    text = (folder / ".env").read_text()

    assert text.startswith("MEDIA_PATH=/photos\nSERVICE_TOKEN=mine\n")
    assert {line.partition("=")[0] for line in text.splitlines()} == set(example())
    assert len(secrets(folder)["POSTGRES_PASSWORD"]) == 48


def test_empty_secret_is_made(folder: Path) -> None:
    """
    Whoever copied the example by hand is helped, too.
    """
    shutil.copy(EXAMPLE, folder / ".env")
    made(folder)

    assert all(secrets(folder).values())
