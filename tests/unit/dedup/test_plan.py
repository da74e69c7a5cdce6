"""
Which files could go.
"""

from typing import Any

from dedup.plan import PlanLine, plan


def member(path: str, *, keeper: bool = False, ticked: bool = True) -> dict[str, Any]:
    """
    Give a member of an answer.
    """
    return {
        "path": path,
        "is_suggested_keeper": keeper,
        "preselected": ticked,
        "size": 4,
        "similarity_score": 1.0,
    }


def group(*members: dict[str, Any], kind: str = "exact", **more: str) -> dict[str, Any]:
    """
    Give an answer.
    """
    reasons = [{"rule": "oldest", "text": "oldest"}]
    return {"duplicate_type": kind, "reasons": reasons, "members": list(members), **more}


def test_preselected_files_could_go() -> None:
    """
    What is kept, and what nobody may tick unseen, stays.
    """
    found = plan(
        [group(member("a\\x0a", keeper=True), member("b"), member("c", ticked=False))], b"/r"
    )

    assert found == [
        PlanLine(
            group="1",
            root=b"/r",
            path=b"b",
            keeper=b"a\n",
            exact=True,
            size=4,
            similarity=1.0,
            reasons=("oldest",),
        )
    ]


def test_keeper_is_never_in_a_plan() -> None:
    """
    Whatever is ticked.
    """
    assert plan([group(member("a", keeper=True, ticked=True))], b"/r") == []


def test_groups_of_the_service_have_their_ids() -> None:
    """
    Near duplicates say that their bytes differ.
    """
    (line,) = plan(
        [group(member("a", keeper=True), member("b"), kind="perceptual", group_id="x")], b"/r"
    )

    assert (line.group, line.exact) == ("x", False)
