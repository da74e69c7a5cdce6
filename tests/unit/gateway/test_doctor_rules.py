"""
Tests of what is made of Immich, of the services, and of how the two fit.
"""

from typing import Any

import pytest

from gateway.doctor_rules import (
    SCOPES,
    CallbackFacts,
    ImmichFacts,
    Owned,
    judge_cache,
    judge_callback,
    judge_coverage,
    judge_folders,
    judge_immich,
    judge_index,
    judge_scopes,
    silent,
)
from mediacore.findings import Finding, Level

CALLBACK = "https://photos.example/auth/callback"
EXAMPLES = [{"originalPath": "/mnt/x/a.jpg", "reason": "no rule"}]


def about(name: str, **facts: Any) -> Finding:
    """
    Judge an Immich that is well but for some facts; give the finding of a name.
    """
    told = ImmichFacts(**{"version": (3, 1, 0), "ahead": 0.0, **facts})
    (found,) = [one for one in judge_immich(told) if one.id == name]
    return found


def test_immich_away_is_one_finding() -> None:
    """
    Nothing else is known of it then.
    """
    (found,) = judge_immich(ImmichFacts(problem="refused"))

    assert (found.id, found.level) == ("immich-reachable", Level.ERROR)


def test_immich_that_is_well_has_nothing_to_do() -> None:
    """
    An answer without a date says nothing of the clock.
    """
    found = list(judge_immich(ImmichFacts(version=(2, 7, 5))))

    assert [one.id for one in found] == ["immich-reachable", "immich-version", "immich-trash"]
    assert {one.level for one in found} == {Level.OK}


@pytest.mark.parametrize(
    ("version", "level"),
    [
        ((2, 6, 9), Level.ERROR),
        ((2, 7, 0), Level.OK),
        ((3, 3, 5), Level.OK),
        ((3, 4, 0), Level.WARNING),
        ((4, 0, 0), Level.WARNING),
    ],
)
def test_unknown_newer_version_is_no_error(version: tuple[int, int, int], level: Level) -> None:
    """
    It still passes through; one that is too old does not work.
    """
    assert about("immich-version", version=version).level is level


def test_trash_that_is_off_is_told() -> None:
    """
    Nothing is let go then.
    """
    assert about("immich-trash", has_trash=False).level is Level.WARNING


def test_clock_of_immich_is_compared() -> None:
    """
    Times of files and of assets are compared, too.
    """
    assert about("immich-clock", ahead=100.0).level is Level.WARNING


@pytest.mark.parametrize(
    ("facts", "level", "said"),
    [
        (CallbackFacts(), Level.WARNING, "nobody tried"),
        (CallbackFacts(CALLBACK, "ConnectError"), Level.WARNING, "ConnectError"),
        (CallbackFacts(CALLBACK, status=400), Level.WARNING, "answered 400"),
        (CallbackFacts(CALLBACK, status=302), Level.OK, "does not refuse"),
    ],
)
def test_callback_is_to_be_listed(facts: CallbackFacts, level: Level, said: str) -> None:
    """
    The identity provider says so by refusing it.
    """
    found = judge_callback(facts)

    assert found.level is level
    assert said in found.what


@pytest.mark.parametrize(
    ("permissions", "level"),
    [
        (None, Level.OK),
        (frozenset({"all"}), Level.OK),
        (frozenset(SCOPES), Level.OK),
        (frozenset(SCOPES) - {"asset.delete"}, Level.WARNING),
        (frozenset({"asset.read"}), Level.ERROR),
    ],
)
def test_key_that_may_too_little_is_told(permissions: frozenset[str] | None, level: Level) -> None:
    """
    Without `user.read` it is nobody's.
    """
    assert judge_scopes(permissions).level is level


@pytest.mark.parametrize(
    ("total", "matched", "unknown", "level"),
    [
        (0, 0, 0, Level.OK),
        (100, 99, 0, Level.OK),
        (100, 60, 40, Level.OK),
        (100, 90, 0, Level.WARNING),
        (100, 0, 0, Level.ERROR),
    ],
)
def test_assets_are_to_lead_to_files(total: int, matched: int, unknown: int, level: Level) -> None:
    """
    What was not yet asked for does not count.
    """
    told = {"total": total, "matched": matched, "unknown": unknown, "examples": EXAMPLES}
    (found,) = judge_coverage(told)

    assert found.level is level
    assert ("/mnt/x/a.jpg (no rule)" in found.what) == (level is not Level.OK)


def test_coverage_that_nobody_could_count_is_not_judged() -> None:
    """
    The database that is away is told by others.
    """
    assert list(judge_coverage({"status": "down"})) == []


@pytest.mark.parametrize(
    ("states", "level", "said"),
    [
        ([], Level.OK, "Nobody has signed in"),
        ([("complete", 10.0)], Level.OK, "all 1 users"),
        ([("complete", None)], Level.OK, "all 1 users"),
        ([("complete", 10.0), ("running", None)], Level.OK, "user 1"),
        ([("complete", 1e6), ("new", None)], Level.WARNING, "user 0, user 1"),
    ],
)
def test_index_is_old_when_everybodys_is(
    states: list[tuple[str, float | None]], level: Level, said: str
) -> None:
    """
    Who stays away for a week is no trouble.
    """
    users = [
        {"name": f"user {number}", "state": state, "ageSeconds": age}
        for number, (state, age) in enumerate(states)
    ]
    found = judge_index(users)

    assert found.level is level
    assert said in found.what


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        (("/a", "one"), ("/b", "two"), Level.OK),
        (("/a", "one"), ("/b", "one"), Level.WARNING),
        (("/a", "one"), ("/b", "one/two"), Level.WARNING),
        (("/a", "one"), ("/b", "one two"), Level.OK),
        (("/a", "one"), ("/b", ""), Level.WARNING),
        (("/a", None), ("/a/b/", "two"), Level.WARNING),
        (("/a", None), ("/ab", "two"), Level.OK),
    ],
)
def test_folder_of_two_owners_is_told(
    left: tuple[str, str | None], right: tuple[str, str | None], level: Level
) -> None:
    """
    By where the folders lie in the library, or by Immich's paths where nobody knows.
    """
    found = judge_folders([Owned("1", "Anna", *left), Owned("2", "Ben", *right)])

    assert found.level is level


def test_many_shared_folders_are_counted() -> None:
    """
    One owner's own folders may lie in each other.
    """
    anna = [Owned("1", "Anna", f"/{name}", name) for name in "abcdef"]
    ben = [Owned("2", "Ben", f"/{name}", name) for name in "abcdef"]
    found = judge_folders([*anna, *ben])

    assert "and 1 more" in found.what


def test_folders_that_no_admin_told_are_not_judged() -> None:
    """
    Nothing is let go there until one does.
    """
    assert judge_folders(None).level is Level.OK


@pytest.mark.parametrize(
    ("problem", "level"), [(None, Level.OK), ("", Level.OK), ("refused", Level.WARNING)]
)
def test_cache_may_be_missing(problem: str | None, level: Level) -> None:
    """
    One that was set and is away is worth a word.
    """
    assert judge_cache(problem).level is level


def test_silent_service_is_an_error() -> None:
    """
    With the setting that names it.
    """
    assert "DEDUP_URL" in silent("dedup", "refused").todo
