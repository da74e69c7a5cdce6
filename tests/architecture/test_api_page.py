"""
The page of our routes, against the routes themselves.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest
from fastapi import APIRouter, FastAPI

from dedup.action_api import make_action_router
from dedup.api import make_router as dedup_router
from dedup.copy_check import CopyCheck
from dedup.resolving import Desk
from dedup.schemas import GroupOut, MemberOut
from gateway import (
    action_routes,
    event_routes,
    group_routes,
    oauth_api,
    operations,
    preferences_api,
    scan_routes,
    search_routes,
    sessions,
    suggestion_routes,
    timeline_routes,
    well_known,
)
from grouping.api import make_router as grouping_router
from grouping.known_files import make_known_router
from grouping.naming_api import make_naming_router
from grouping.rules import Rules
from mediacore.feed_api import make_feed_router
from mediacore.findings_api import make_findings_router
from mediacore.scan_api import make_scan_router
from tests.architecture import tree
from tests.architecture.test_docs import fenced

PAGE = tree.ROOT / "docs" / "api.md"
FRAME = {("GET", "/health"), ("GET", "/metrics")}  # of every service, outside its routers
NO_DATABASE = cast("Any", None)  # the routes are looked at, and never called

_ROW = re.compile(r"^\| `([A-Z]+) ([^`]+)` \| (?:`([^`]+)`)?", re.MULTILINE)

Routes = dict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """
    A route on the page, with its example.
    """

    method: str
    path: str
    example: str


def rows() -> list[Row]:
    """
    Give the rows of the page.
    """
    return [Row(*found) for found in _ROW.findall(PAGE.read_text(encoding="utf-8"))]


def waker(_count: int) -> None:
    """
    Stand for a queue that nobody needs.
    """


def routers() -> list[APIRouter]:
    """
    Give the routers of the services and of the gateway.
    """
    scan = make_scan_router(NO_DATABASE, batch_size=1, wake=waker, backlog=lambda _session: ())
    desk = Desk(CopyCheck(b"/", lambda _path, _kind: None))
    return [
        grouping_router(NO_DATABASE, Rules()),
        make_known_router(NO_DATABASE),
        make_naming_router(NO_DATABASE, Rules(), waker),
        dedup_router(NO_DATABASE),
        make_action_router(NO_DATABASE, desk),
        make_feed_router(NO_DATABASE, NO_DATABASE),
        make_findings_router(list),
        scan,
        *(sessions.router, oauth_api.router, preferences_api.router),
        *(timeline_routes.router, group_routes.router),
        *(search_routes.router, suggestion_routes.router),
        *(action_routes.router, event_routes.router, scan_routes.router),
        *(operations.router, well_known.router),
    ]


def routes() -> Routes:
    """
    Give what OpenAPI says of every route, with the schemas of their bodies' fields.
    """
    found: Routes = {}
    for router in routers():
        app = FastAPI()
        app.include_router(router)
        page = app.openapi()
        for path, methods in page["paths"].items():
            for method, described in methods.items():
                body = schema_of(described, page.get("components", {}))
                found[method.upper(), path] = {**described, "body": body}
    return found


def schema_of(described: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """
    Give the schema of a route's body, resolved; empty where it takes none.
    """
    content = described.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    reference = str(schema.get("$ref") or schema.get("anyOf", [{}])[0].get("$ref"))
    resolved: dict[str, Any] = components.get("schemas", {}).get(reference.rpartition("/")[2], {})
    return resolved


def test_page_names_every_route_and_no_other() -> None:
    """
    Neither a route without a row, nor a row without a route.
    """
    assert {(row.method, row.path) for row in rows()} == set(routes()) | FRAME


@pytest.mark.parametrize("row", [row for row in rows() if row.example[:1] == "{"], ids=str)
def test_bodies_are_as_the_route_takes_them(row: Row) -> None:
    """
    An example's fields are the route's, and none that it needs is missing.
    """
    schema = routes()[row.method, row.path]["body"]
    fields = set(json.loads(row.example))

    assert fields <= set(schema["properties"])
    assert fields >= set(schema.get("required", ()))


@pytest.mark.parametrize("row", [row for row in rows() if row.example[:1] == "?"], ids=str)
def test_queries_are_as_the_route_takes_them(row: Row) -> None:
    """
    An example's parameters are the route's.
    """
    parameters = routes()[row.method, row.path]["parameters"]
    known = {one["name"] for one in parameters if one["in"] == "query"}

    assert {name for name, _ in parse_qsl(row.example[1:])} <= known


def test_group_of_the_page_has_the_fields_of_a_group() -> None:
    """
    The group that the page shows is one as the routes give it: no field more, none less.
    """
    (block,) = fenced(PAGE.read_text(encoding="utf-8"), "json")
    group = json.loads(block)

    assert set(group) == set(GroupOut.model_fields)
    assert [set(member) for member in group["members"]] == [set(MemberOut.model_fields)]
    assert GroupOut.model_validate(group)
