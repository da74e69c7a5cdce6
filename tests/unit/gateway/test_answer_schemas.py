"""
What the shapes of all our answers have in common.
"""

import json

from gateway.answer_schemas import Absent, Answer, Problem
from mediacore.api_errors import problem


class Told(Answer):
    """
    An answer of which something may be missing.
    """

    file_name: str
    group_id: str | Absent = None


def test_names_are_spelled_as_immich_spells_them() -> None:
    """
    Our camel case is the same as that of everything else the web reads.
    """
    assert Told.model_validate({"fileName": "a.jpg"}).file_name == "a.jpg"


def test_what_may_be_missing_is_never_null() -> None:
    """
    A client need not look for both.
    """
    schema = Told.model_json_schema()

    assert schema["required"] == ["fileName"]
    assert schema["properties"]["groupId"]["type"] == "string"


def test_problem_has_the_members_of_every_error_answer() -> None:
    """
    Whatever else an error tells of, these are there.
    """
    told = json.loads(bytes(problem(404, "There is no such group").body))

    assert {name for name, field in Problem.model_fields.items() if field.is_required()} == set(
        told
    )
