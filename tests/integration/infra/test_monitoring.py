"""
The dashboard and the alerts, against what the running services tell Prometheus.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import redis
import yaml
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from dedup.application import create_app
from dedup.settings import DedupSettings
from tests.architecture import tree
from tests.integration.dedup.room import make_room
from tests.integration.gateway.model_shelf import ANNA, Models
from tests.integration.gateway.scripted import TOKEN, Scripted, running_gateway
from tests.integration.grouping.desk import make_application, make_client, make_desk

INFRA = tree.ROOT / "infra"
RULES = INFRA / "prometheus" / "rules.yml"
DASHBOARD = INFRA / "grafana" / "dashboards" / "twinlens.json"
TROUBLE = tree.ROOT / "docs" / "troubleshooting.md"
ASSET = "00000000-0000-4000-8000-000000000001"
BY_PROMETHEUS = {"up"}
VARIABLES = {"$__rate_interval": "5m", "$service": ".*"}

Names = dict[str, set[str]]


def described(path: Path) -> Any:
    """
    Read a YAML file.
    """
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def alerts() -> list[dict[str, Any]]:
    """
    Give every alert.
    """
    return [rule for group in described(RULES)["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    """
    Read the dashboard.
    """
    made: dict[str, Any] = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    return made


def panels() -> list[dict[str, Any]]:
    """
    Give the panels that show something.
    """
    return [panel for panel in dashboard()["panels"] if panel["type"] != "row"]


def expressions() -> list[str]:
    """
    Give every question that the dashboard and the alerts ask.
    """
    asked = [target["expr"] for panel in panels() for target in panel["targets"]]
    return [*asked, *(alert["expr"] for alert in alerts())]


def parsed(expression: str) -> Any:
    """
    Parse a question, its dashboard's variables filled in.
    """
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    return promql_parser.parse(expression)


def selectors(node: Any) -> Iterator[Any]:
    """
    Give every choice of series in a parsed question.
    """
    if isinstance(node, promql_parser.VectorSelector):
        yield node
    for name in ("lhs", "rhs", "expr", "vector_selector", "args"):
        inner = getattr(node, name, None)
        for one in inner if isinstance(inner, list) else [inner]:
            if one is not None:
                yield from selectors(one)


def asked_for() -> Names:
    """
    Give the labels that are asked for of each metric.
    """
    found: Names = {}
    for expression in expressions():
        for one in selectors(parsed(expression)):
            labels = {matcher.name for matcher in one.matchers.matchers}
            found.setdefault(one.name, set()).update(labels)
    return found


def told_by(texts: Iterable[str]) -> Names:
    """
    Give the labels of each metric in expositions.
    """
    found: Names = {}
    for text in texts:
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                found.setdefault(sample.name, set()).update(sample.labels)
    return found


@pytest.fixture
def engines(database_url: Callable[[str], str], redis_url: str, tmp_path: Path) -> list[str]:
    """
    What grouping and dedup tell, each with a group.
    """
    desk = make_desk(database_url("grouping"), tmp_path / "versions")
    desk.pair("IMG_0001")
    desk.scan()
    room = make_room(database_url("dedup"), tmp_path / "duplicates")
    settings = DedupSettings(
        database_url="postgresql://", service_token=TOKEN, media_path=room.folder
    )
    client = redis.Redis.from_url(redis_url)
    texts = []
    with make_client(make_application(desk, redis_url)) as caller:
        caller.get("/health")
        texts.append(caller.get("/metrics").text)
    made = create_app(settings, room.database, room.runtime, client)
    with TestClient(made, headers={"Authorization": f"Bearer {TOKEN}"}) as caller:
        texts.append(caller.get("/metrics").text)
    return texts


@pytest.fixture
async def gateway(immich: Scripted, models: Models) -> str:
    """
    What a gateway tells that has enriched an answer.
    """
    models.run("UPDATE users SET indexed_at = now() WHERE user_id = %s", ANNA)
    url = models.database.engine.url.render_as_string(hide_password=False)
    headers = {"authorization": f"Bearer {TOKEN}"}
    async with running_gateway(immich.url, database_url=url) as running:
        async with running.client.get(f"{running.url}/api/immich/assets/{ASSET}") as answer:
            assert answer.status == 200
        async with running.client.get(f"{running.url}/metrics", headers=headers) as answer:
            return await answer.text()


def test_every_metric_that_is_asked_for_is_told(engines: list[str], gateway: str) -> None:
    """
    A dashboard of metrics that nobody tells would stay empty, and its alerts silent.
    """
    told = told_by([*engines, gateway])
    asked = {name: labels for name, labels in asked_for().items() if name not in BY_PROMETHEUS}

    assert tree.listed(set(asked) - set(told)) == ""
    assert {
        name: labels - told[name] for name, labels in asked.items() if labels - told[name]
    } == {}


def test_every_number_of_ours_is_shown(engines: list[str], gateway: str) -> None:
    """
    What is measured and shown nowhere is measured for nothing.
    """
    told = {name for name in told_by([*engines, gateway]) if name.startswith("twinlens_")}
    gone = {name for name in told if name.endswith(("_created", "_sum"))}

    assert tree.listed(told - gone - set(asked_for())) == ""


@pytest.mark.parametrize("expression", expressions())
def test_question_is_understood(expression: str) -> None:
    """
    Prometheus would refuse the whole file otherwise.
    """
    assert list(selectors(parsed(expression)))


def test_question_that_is_none_is_noticed() -> None:
    """
    The rule itself works.
    """
    with pytest.raises(ValueError, match=r"unclosed|unexpected|invalid"):
        parsed("sum(rate(twinlens_files[5m])")


def test_question_inside_others_is_seen() -> None:
    """
    The rule itself works: functions, sums, quotients and ranges are looked into.
    """
    question = 'sum(rate(a{x="1"}[$__rate_interval])) / (b > -c)'

    assert [one.name for one in selectors(parsed(question))] == ["a", "b", "c"]


def test_panels_are_told_apart_and_lie_beside_each_other() -> None:
    """
    Each has a number, a title and a place of its own within the width of the page.
    """
    shown = dashboard()["panels"]
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in shown)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]

    assert len({panel["id"] for panel in shown}) == len(shown)
    assert len({panel["title"] for panel in shown}) == len(shown)
    assert len(set(cells)) == len(cells)
    assert max(x for x, _ in cells) < 24


def test_panels_ask_the_source_that_is_provisioned() -> None:
    """
    A dashboard that names another source shows nothing.
    """
    (source,) = described(INFRA / "grafana/provisioning/datasources/prometheus.yml")["datasources"]
    asked = {panel["datasource"]["uid"] for panel in panels()}
    asked |= {target["datasource"]["uid"] for panel in panels() for target in panel["targets"]}

    assert asked == {source["uid"]}


@pytest.mark.parametrize("word", ["p50", "p95", "p99", "Error rate", "reclaimable", "Duplicates"])
def test_dashboard_shows_what_operators_ask_for(word: str) -> None:
    """
    Speed, failures and what was found.
    """
    assert any(word in panel["title"] for panel in panels())


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: str(alert["alert"]))
def test_alert_says_where_to_look(alert: dict[str, Any]) -> None:
    """
    Its runbook is an entry of the troubleshooting page.
    """
    entries = re.findall(r"^### `([\w-]+)`", TROUBLE.read_text(encoding="utf-8"), re.MULTILINE)

    assert {"summary", "description"} <= set(alert["annotations"])
    assert alert["annotations"]["runbook"] in entries


def test_prometheus_asks_every_service_with_the_token() -> None:
    """
    Without it the services answer nothing.
    """
    made = described(INFRA / "prometheus" / "prometheus.yml")
    (job,) = made["scrape_configs"]
    targets = {
        target.partition(":")[0] for one in job["static_configs"] for target in one["targets"]
    }

    assert targets == {"gateway", "web-api", "grouping", "dedup"}
    assert job["authorization"]["credentials_file"].startswith("/run/secrets/")
    assert made["rule_files"] == [RULES.name]


def test_dashboards_lie_where_grafana_is_told() -> None:
    """
    The provider names one folder.
    """
    (provider,) = described(INFRA / "grafana/provisioning/dashboards/twinlens.yml")["providers"]

    assert provider["options"]["path"].endswith("/dashboards")
