"""
The security page: each of its figures, and each of its ports, against the code.
"""

import re

import pytest
import yaml

from gateway import (
    enrichment,
    event_routes,
    identity,
    immich_picks,
    immich_search,
    indexer,
    model_versions,
    oauth_round,
    partners,
    session_cookie,
)
from gateway.credentials import COOKIE, SECURE_COOKIE
from gateway.guard import ADMIN_CHANGE, ADMIN_READ, DELETE, READ, UPDATE
from gateway.settings import GatewaySettings
from mediacore import scan_runtime
from mediacore.settings import ServiceSettings
from tests.architecture import deployment, tree

PAGE = re.sub(r"\s+", " ", (tree.ROOT / "SECURITY.md").read_text(encoding="utf-8"))
NGINX = (tree.ROOT / "infra/nginx/nginx.conf").read_text(encoding="utf-8")


def limit(name: str) -> int:
    """
    Give how many requests a minute are let pass where nothing is set.
    """
    return int(GatewaySettings.model_fields[f"{name}_limit_per_minute"].default)


SENTENCES = (
    f"new at each start | {identity.IDENTITY_SECONDS:g} s |",
    f"{identity.IDENTITY_SECONDS:g} s for who somebody is; {partners.SECONDS:g} s for whose photos",
    f"{indexer.KEEP_SECONDS // 3600} h after their last request",
    f"a credential not older than {indexer.KEEP_SECONDS // 3600} h",
    f"was refused, by a keyed hash | memory of the gateway | {indexer.DEAD_SECONDS:g} s",
    f"a request in the last {indexer.ACTIVE_SECONDS // 60} minutes",
    f"for every {indexer.FOLLOW_SECONDS:g} s, counts compared every {indexer.CHECK_SECONDS:g} s",
    f"the browser | {session_cookie.LIFETIME_SECONDS // 86400} days, or until signed out",
    f"sealed | the browser | {oauth_round.LIFETIME_SECONDS} s |",
    f"on no disk | {enrichment.REMEMBER_SECONDS:g} s |",
    f"follows the index within {model_versions.SECONDS:g} s",
    f"is open | {event_routes.LIFETIME_SECONDS:g} s:",
    f"{immich_picks.FRESH_SECONDS:g} s; {immich_picks.MONTH_SECONDS:g} s where the month still",
    f"for search | {immich_search.MEMORY_SECONDS:g} s |",
    f"(ids and paths) | databases `grouping`, `dedup` | {scan_runtime.HISTORY_DAYS:g} days |",
    f"missing for {ServiceSettings.model_fields['forget_missing_days'].default} days",
    f"{limit('user')} a minute for a user, {limit('address')} for an address",
    f"an address, {limit('sign_in')} sign-ins",
    f"(`{COOKIE}`, on https `{SECURE_COOKIE}`)",
    f"`{READ}` to look, `{UPDATE}` to decide, `{DELETE}` to remove",
    f"`{ADMIN_READ}` and `{ADMIN_CHANGE}`",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_figure_is_that_of_the_code(sentence: str) -> None:
    """
    Whoever changes a constant changes the page.
    """
    assert sentence in PAGE


def test_whole_comparison_is_daily() -> None:
    """
    As the page says of owners who are not here.
    """
    assert indexer.WHOLE.days == 1
    assert "the daily comparison" in PAGE


def test_published_ports_are_those_of_the_page() -> None:
    """
    A port more is a line more.
    """
    published = {
        port.rpartition(":")[2]
        for one in deployment.ours().values()
        for port in one.get("ports", ())
    }

    assert published == set(re.findall(r"whoever reaches port (\d+)", PAGE))


def test_ports_inside_are_those_of_the_page() -> None:
    """
    What listens where nobody from outside comes.
    """
    inside = {
        name: one["environment"]["PORT"]
        for name, one in deployment.python_services().items()
        if name in {"grouping", "dedup"}
    }

    assert f"grouping ({inside['grouping']}), dedup ({inside['dedup']})" in PAGE


def test_network_inside_leads_nowhere() -> None:
    """
    As the page says of engines, workers and databases.
    """
    networks = yaml.safe_load(deployment.COMPOSE.read_text(encoding="utf-8"))["networks"]

    assert networks["inside"] == {"internal": True}


def test_routes_of_immich_that_pass_by_the_gateway_are_named() -> None:
    """
    No more of Immich is reached at the web page's origin than the page says.
    """
    (routes,) = re.findall(r"\(\?<what>([\w/|]+)\)", NGINX)

    assert set(routes.split("|")) == {"thumbnail", "original", "video/playback"}
    assert all(f"`{route}`" in PAGE for route in routes.split("|"))


def test_logs_of_containers_are_as_long_as_told() -> None:
    """
    Three files of ten megabytes.
    """
    kept = {tuple(one["logging"]["options"].values()) for one in deployment.ours().values()}

    assert kept == {("10m", "3")}
    assert "three files of 10 MB each" in PAGE
