"""
Tests of ids and times.
"""

from datetime import UTC, datetime, timedelta

from tests.fakes.immich.fields import UUID
from tests.fakes.immich.stamps import Stamps, database_moment, made_id, moment


def test_seed_fixes_everything() -> None:
    """
    Ids, secrets and time.
    """
    first, second = Stamps("s"), Stamps("s")

    assert [first.new_id("a"), first.new_id("a")] == [second.new_id("a"), second.new_id("a")]
    assert (first.secret("k"), first.now()) == (second.secret("k"), second.now())


def test_chance_gives_what_no_seed_does() -> None:
    """
    And the clock is the machine's.
    """
    stamps = Stamps()
    before = datetime.now(UTC)
    stamps.advance(timedelta(hours=1))

    assert stamps.secret("k") != stamps.secret("k")
    assert stamps.new_id("a") != stamps.new_id("a")
    assert stamps.now() >= before + timedelta(hours=1)


def test_made_ids_look_like_random_ones() -> None:
    """
    Immich takes no other form.
    """
    assert UUID.match(made_id("a", "b"))
    assert made_id("a", "b") != made_id("ab")


def test_moments_are_written_in_two_ways() -> None:
    """
    By JavaScript, and by Postgres.
    """
    at = datetime(2026, 1, 2, 3, 4, 5, 120_000, UTC)

    assert moment(at) == "2026-01-02T03:04:05.120Z"
    assert database_moment(at) == "2026-01-02T03:04:05.12+00:00"
    assert database_moment(at.replace(microsecond=0)) == "2026-01-02T03:04:05+00:00"
