"""
What the gateway needs to know: where Immich and the services are, and how paths translate.
"""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, HttpUrl, model_validator

from gateway.duplicates_route import DuplicatesRoute
from gateway.path_map import parse_rules
from gateway.proxies import trusted
from mediacore.settings import ServiceSettings

CONFIG = Path(__file__).parents[2] / "config.yml"
ENRICHMENT_BUDGET_RANGE = (10, 10_000)
READ_TIMEOUT_RANGE = (1, 86_400)
LIMIT_RANGE = (0, 1_000_000)


def base(url: HttpUrl) -> str:
    """
    Give an address without its last slash, ready to have a path appended.
    """
    return str(url).rstrip("/")


class GatewaySettings(ServiceSettings):
    """
    The gateway's settings.

    :ivar web_root: folder of the built web UI; set, this origin is the web UI's own.
    :ivar path_map: `/immich/prefix=library/folder`, several separated by commas.
    :ivar trusted_proxies: networks whose word about the caller counts; empty: all private ones.
    :ivar user_limit_per_minute: requests to our own routes that a user may make; 0: any number.
    :ivar redis_cache_url: where enriched answers are remembered; empty, they are not.
    :ivar duplicates_route: who answers `/api/duplicates`, which Immich has, too.
    :ivar default_level: how alike duplicates must be for a user who chose nothing.
    :ivar background: whether this process follows the services for the read models.
    :ivar enrichment_budget_ms: how long an answer of Immich may wait for ours, in milliseconds.
    """

    immich_url: HttpUrl = HttpUrl("http://127.0.0.1:2283")
    grouping_url: HttpUrl = HttpUrl("http://127.0.0.1:8001")
    dedup_url: HttpUrl = HttpUrl("http://127.0.0.1:8002")
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    trusted_proxies: str = ""
    user_limit_per_minute: Annotated[int, Field(ge=LIMIT_RANGE[0], le=LIMIT_RANGE[1])] = 1200
    address_limit_per_minute: Annotated[int, Field(ge=LIMIT_RANGE[0], le=LIMIT_RANGE[1])] = 3000
    sign_in_limit_per_minute: Annotated[int, Field(ge=LIMIT_RANGE[0], le=LIMIT_RANGE[1])] = 20
    web_root: Path | None = None
    background: bool = True
    path_map: str = ""
    redis_cache_url: str = ""
    duplicates_route: DuplicatesRoute = DuplicatesRoute.AUTO
    default_level: Literal["exact", "0.98", "0.95", "0.90", "0.85", "0.80"] = "0.95"
    enrichment_budget_ms: Annotated[
        int, Field(ge=ENRICHMENT_BUDGET_RANGE[0], le=ENRICHMENT_BUDGET_RANGE[1])
    ] = 300
    upstream_read_timeout_seconds: Annotated[
        float, Field(ge=READ_TIMEOUT_RANGE[0], le=READ_TIMEOUT_RANGE[1])
    ] = 600

    @model_validator(mode="after")
    def _rules_make_sense(self) -> Self:
        parse_rules(self.path_map)
        trusted(self.trusted_proxies)
        return self
