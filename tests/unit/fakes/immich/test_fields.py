"""
Tests of validation in the words of either version.
"""

from typing import Any

import pytest

from tests.fakes.immich.errors import ImmichError
from tests.fakes.immich.fields import Fields


def mistakes(values: dict[str, Any], check: str, *args: Any, v3: bool, **more: Any) -> list[str]:
    """
    Give what is said about a field.
    """
    fields = Fields(values, v3=v3)
    getattr(fields, check)(*args, **more)
    return [one["message"] for one in fields.errors] if v3 else fields.texts


@pytest.mark.parametrize(
    ("values", "check", "args", "older", "newer"),
    [
        ({"id": 1}, "uuid", ["id"], "id must be a UUID", "expected string, received number"),
        ({"id": "x"}, "uuid", ["id"], "id must be a UUID", "Invalid UUID"),
        ({}, "uuids", ["ids"], "ids must be an array", "expected array, received undefined"),
        ({"ids": [1]}, "uuids", ["ids"], "each value in ids must be a UUID", "Invalid UUID"),
        ({"n": "5"}, "number", ["n"], "n must be an integer number", "expected number"),
        ({"n": 0}, "number", ["n"], "n must not be less than 1", "Too small"),
        ({"n": 9}, "number", ["n", 1, 5], "n must not be greater than 5", "Too big"),
        ({"o": "x"}, "choice", ["o", ["a"]], "o must be one of the following values: a", '"a"'),
        ({"f": 1}, "flag", ["f"], "f must be a boolean value", "expected boolean"),
        ({"f": "x"}, "flag_word", ["f"], "f must be a boolean value", '"true"|"false"'),
        ({"t": 1}, "text", ["t"], "t must be a string", "expected string"),
        ({"m": 1}, "moment", ["m"], "m must be a Date instance", "ISO 8601"),
    ],
)
def test_mistakes_have_their_words(
    values: dict[str, Any], check: str, args: list[Any], older: str, newer: str
) -> None:
    """
    Each version's own.
    """
    assert mistakes(values, check, *args, v3=False) == [older]
    assert newer in mistakes(values, check, *args, v3=True)[0]


def test_version_3_is_strict_about_moments_and_null() -> None:
    """
    Where version 2 takes a bare date, and null for nothing.
    """
    assert mistakes({"m": "2026-01-01"}, "moment", "m", v3=False) == []
    assert len(mistakes({"m": "2026-01-01"}, "moment", "m", v3=True)) == 1
    assert mistakes({"t": None}, "text", "t", v3=False) == []
    assert len(mistakes({"t": None}, "text", "t", v3=True)) == 1


@pytest.mark.parametrize("v3", [False, True])
def test_absent_fields_are_fine_where_they_may_be(v3: bool) -> None:
    """
    Nothing is said about what need not be there.
    """
    fields = Fields({}, v3=v3)
    fields.uuid("a", required=False)
    fields.uuids("b", required=False)
    fields.number("c")
    fields.choice("d", [])
    fields.flag("e")
    fields.flag_word("f")
    fields.text("g")
    fields.moment("h")
    fields.done()

    assert fields.errors == []


def test_mistakes_are_raised_together() -> None:
    """
    Version 3 lists them beside its message.
    """
    fields = Fields({"ids": [], "n": 0}, v3=True)
    fields.uuids("ids", least=2)
    fields.number("n")
    with pytest.raises(ImmichError) as caught:
        fields.done()

    assert caught.value.message == "Validation failed"
    assert [one["path"] for one in caught.value.errors] == [["ids"], ["n"]]
