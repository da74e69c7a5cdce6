"""
The command line over the service's database.
"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dedup.cli import app
from dedup.cli_stored import stored_groups
from dedup.records import Level
from mediacore.errors import InvalidRequestError, UnavailableError
from tests.integration.dedup.cupboard import Cupboard


def url_of(cupboard: Cupboard) -> str:
    """
    Give the address of the database.
    """
    return cupboard.shelf.database.engine.url.render_as_string(hide_password=False)


def test_groups_are_listed_and_planned(
    cupboard: Cupboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With `DATABASE_URL` no saved scan is needed; the library is the service's.
    """
    cupboard.exact("a.jpg", "b.jpg")
    monkeypatch.setenv("DATABASE_URL", url_of(cupboard))
    monkeypatch.setenv("MEDIA_PATH", str(cupboard.folder))
    monkeypatch.setenv("DEDUP_CONFIG", str(tmp_path / "none.yml"))

    listed = CliRunner().invoke(app, ["list", "--json"])
    planned = CliRunner().invoke(app, ["export", "--csv", "-", "--level", "exact"])

    assert len(json.loads(listed.stdout)["groups"]) == 1
    assert f"{cupboard.folder}/b.jpg" in planned.stdout


def test_what_is_going_already_is_in_no_plan(cupboard: Cupboard) -> None:
    """
    It is not listed any more.
    """
    cupboard.remove(cupboard.exact("a.jpg", "b.jpg"), "b.jpg")

    assert stored_groups(url_of(cupboard), Level.EXACT) == []


@pytest.mark.parametrize(("limit", "count"), [(None, 3), (2, 2), (3, 3)])
def test_list_is_cut(cupboard: Cupboard, limit: int | None, count: int) -> None:
    """
    To as many as are wanted.
    """
    for number in range(3):
        cupboard.put(f"{number}a.jpg", str(number))
        cupboard.put(f"{number}b.jpg", str(number))
    cupboard.shelf.settle()

    found = stored_groups(url_of(cupboard), Level.L95, limit=limit, page_size=2)

    assert len({group["group_id"] for group in found}) == count


def test_wrong_address_is_told() -> None:
    """
    Without quoting it, since it may hold a password.
    """
    with pytest.raises(InvalidRequestError, match="not the address of a database"):
        stored_groups("no address", Level.L95)


def test_database_without_tables_is_told(empty_database_url: str) -> None:
    """
    And what makes them.
    """
    with pytest.raises(InvalidRequestError, match=r"dedup\.migrate"):
        stored_groups(empty_database_url, Level.L95)


def test_database_that_is_away_is_told() -> None:
    """
    Nobody listens there.
    """
    with pytest.raises(UnavailableError):
        stored_groups("postgresql://twinlens@127.0.0.1:1/dedup", Level.L95)


def test_other_mistakes_are_not_hidden(cupboard: Cupboard) -> None:
    """
    What nobody foresaw is no sentence for people.
    """
    cupboard.shelf.run("ALTER TABLE duplicate_groups DROP COLUMN similarity")

    with pytest.raises(Exception, match="similarity"):
        stored_groups(url_of(cupboard), Level.L95)
