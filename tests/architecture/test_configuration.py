"""
The page of settings, against the settings classes.
"""

import importlib.util
from collections.abc import Iterator
from types import ModuleType
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from dedup.records import Level
from mediacore.settings import ServiceSettings
from tests.architecture import tree

SOURCE = tree.ROOT / "infra/ci/configuration.py"


class Sample(BaseModel):
    """
    A setting of each kind.
    """

    needed: str = Field(min_length=16)
    filled: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    shapes: Annotated[tuple[str, ...], Field(min_length=1)] = ("a", "b")
    ratio: Annotated[float, Field(ge=0.8, le=1.0)] = 0.95
    count: Annotated[int, Field(ge=0, le=1_000_000)] = 1200
    mode: Literal["auto", "poll"] = "auto"
    level: Level = Level.L80
    on: bool = True


@pytest.fixture(scope="module", name="script")
def load() -> ModuleType:
    """
    Give the script as a module.
    """
    spec = importlib.util.spec_from_file_location("configuration", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own(kind: type[ServiceSettings]) -> Iterator[str]:
    """
    Give the settings that a service has besides those of all.
    """
    yield from kind.model_fields.keys() - (
        set() if kind is ServiceSettings else ServiceSettings.model_fields.keys()
    )


def test_page_is_that_of_the_code(script: ModuleType) -> None:
    """
    `make configuration` writes it anew.
    """
    page = script.FILE.read_text(encoding="utf-8")

    assert script.filled(page) == page


def test_every_table_is_on_the_page(script: ModuleType) -> None:
    """
    None is written for nobody.
    """
    page = script.FILE.read_text(encoding="utf-8")

    assert [name for name in script.TABLES if f"<!-- settings: {name} -->" not in page] == []


def test_every_setting_has_a_meaning_and_none_too_many(script: ModuleType) -> None:
    """
    Whoever adds a setting says what it is for.
    """
    meant = sorted(key for table in script.MEANINGS.values() for key in table)

    assert meant == sorted(key for kind in set(script.TABLES.values()) for key in own(kind))


@pytest.mark.parametrize(
    ("name", "default", "allowed"),
    [
        ("needed", "must be set", "16 characters or more"),
        ("filled", "must be set", ""),
        ("names", "empty", "a list"),
        ("shapes", "`a`, `b`", "a list, not empty"),
        ("ratio", "`0.95`", "0.8 to 1"),
        ("count", "`1200`", "0 to 1,000,000"),
        ("mode", "`auto`", "`auto`, `poll`"),
        ("level", "`0.80`", "`exact`, `0.98`, `0.95`, `0.90`, `0.85`, `0.80`"),
        ("on", "`true`", "`true`, `false`"),
    ],
)
def test_setting_is_told_for_people(
    script: ModuleType, name: str, default: str, allowed: str
) -> None:
    """
    Whatever kind it is of.
    """
    field = Sample.model_fields[name]

    assert (script.default(field), script.allowed(field)) == (default, allowed)


def test_prose_stays(script: ModuleType) -> None:
    """
    Only what stands between the marks is written anew.
    """
    page = "Before.\n<!-- settings: all -->\nold\n<!-- end -->\nAfter.\n"
    written = script.filled(page)

    assert written.startswith("Before.\n")
    assert written.endswith("<!-- end -->\nAfter.\n")
    assert "\nold\n" not in written
