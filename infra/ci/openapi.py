"""
Writes the OpenAPI documents of the services, without starting anything.

    python infra/ci/openapi.py [FOLDER=docs]
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar, cast

import dedup.application
import grouping.application
from dedup.settings import DedupSettings
from gateway.main import create_app
from gateway.openapi import document
from gateway.settings import GatewaySettings
from grouping.settings import GroupingSettings
from mediacore import api_document
from mediacore.settings import ServiceSettings

ROOT: Final = Path(__file__).resolve().parents[2]
DOCS: Final = ROOT / "docs"
# Nothing is opened before an application starts, so these lead nowhere.
NOBODYS: Final = "no service is asked"
NOTHING: Final = cast("Any", SimpleNamespace(wake=None))
REFUSED: Final = frozenset({"Refusal", "ProblemOut"})

Settings = TypeVar("Settings", bound=ServiceSettings)


def settings(kind: type[Settings]) -> Settings:
    """
    Give settings of a service that lead nowhere.
    """
    return kind(service_token=NOBODYS, database_url="postgresql:///none", media_path=ROOT)


def of_grouping() -> Mapping[str, Any]:
    """
    Give the document of the grouping service.
    """
    app = grouping.application.create_app(settings(GroupingSettings), NOTHING, NOTHING, NOTHING)
    return api_document.document(app, api_document.SERVICE_TOKEN, REFUSED)


def of_dedup() -> Mapping[str, Any]:
    """
    Give the document of the dedup service.
    """
    app = dedup.application.create_app(settings(DedupSettings), NOTHING, NOTHING, NOTHING)
    return api_document.document(app, api_document.SERVICE_TOKEN, REFUSED)


def of_gateway() -> Mapping[str, Any]:
    """
    Give the document of the gateway.
    """
    return document(create_app(settings(GatewaySettings)))


DOCUMENTS: Final[Mapping[str, Callable[[], Mapping[str, Any]]]] = {
    "openapi.json": of_gateway,
    "openapi-grouping.json": of_grouping,
    "openapi-dedup.json": of_dedup,
}


def written(name: str) -> str:
    """
    Give a document as text, in an order that does not depend on the order of the code.
    """
    return json.dumps(DOCUMENTS[name](), indent=2, sort_keys=True) + "\n"


def main(arguments: Sequence[str]) -> int:
    """
    Write them.
    """
    folder = Path(arguments[0]) if arguments else DOCS
    for name in DOCUMENTS:
        path = folder / name
        path.write_text(written(name), encoding="utf-8")
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
