"""
Writes the OpenAPI document of the gateway, without starting anything.

    python infra/ci/openapi.py [FILE=docs/openapi.json]
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gateway.main import create_app
from gateway.openapi import document
from gateway.settings import GatewaySettings

ROOT: Final = Path(__file__).resolve().parents[2]
FILE: Final = ROOT / "docs" / "openapi.json"
# Nothing is opened before the application starts, so these lead nowhere.
NOBODYS: Final = "no service is asked"
SETTINGS: Final = GatewaySettings(
    service_token=NOBODYS, database_url="postgresql:///none", media_path=ROOT
)


def written() -> str:
    """
    Give the document as text, in an order that does not depend on the order of the code.
    """
    return json.dumps(document(create_app(SETTINGS)), indent=2, sort_keys=True) + "\n"


def main(arguments: Sequence[str]) -> int:
    """
    Write it.
    """
    path = Path(arguments[0]) if arguments else FILE
    path.write_text(written(), encoding="utf-8")
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
