"""
Tests of what Prometheus is told of the gateway's knowledge.
"""

from gateway.measures import COVERAGE_SECONDS, Measures
from tests.integration.gateway.model_shelf import ANNA, BEN, Models

Told = dict[tuple[str, str], float]


def told(measures: Measures) -> Told:
    """
    Give every sample by its name and state.
    """
    return {
        (name.removeprefix("twinlens_"), labels.get("state", "")): value
        for name, _, labels, value in measures.samples()
    }


def test_users_assets_and_delays_are_counted(models: Models) -> None:
    """
    The age is that of the oldest whole index.
    """
    models.user(BEN, "running")
    models.asset(1, "a.jpg")
    models.run("UPDATE users SET indexed_at = now() - interval '1 hour' WHERE user_id = %s", ANNA)
    found = told(Measures(models.database))

    assert round(found.pop(("index_age_seconds", "")), -1) == 3600
    assert found.pop(("models_behind", "")) >= 1
    assert found == {
        ("index_users", "complete"): 1,
        ("index_users", "running"): 1,
        ("assets", "matched"): 0,
        ("assets", "unmatched"): 0,
        ("assets", "unknown"): 1,
    }


def test_index_that_was_never_whole_has_no_age(models: Models) -> None:
    """
    A user who just came by is not old.
    """
    models.run("DELETE FROM users")

    assert ("index_age_seconds", "") not in told(Measures(models.database))


def test_assets_are_not_counted_at_every_scrape(models: Models) -> None:
    """
    Counting millions takes a while; five minutes later it is done again.
    """
    now = [0.0]
    measures = Measures(models.database, lambda: now[0])
    told(measures)
    models.asset(1, "a.jpg")
    remembered = told(measures)
    now[0] = COVERAGE_SECONDS

    assert remembered["assets", "unknown"] == 0
    assert told(measures)["assets", "unknown"] == 1
