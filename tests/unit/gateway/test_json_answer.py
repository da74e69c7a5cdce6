"""
Answers in JSON, as they stand.
"""

from gateway.json_answer import json_answer


def test_body_is_given_as_it_stands() -> None:
    """
    With its type, and the status that was asked for.
    """
    answer = json_answer({"ok": True}, 202)

    assert (answer.status_code, bytes(answer.body)) == (202, b'{"ok":true}')
    assert answer.media_type == "application/json"
