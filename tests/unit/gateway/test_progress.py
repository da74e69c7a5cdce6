"""
Tests of gathering progress.
"""

import httpx
import respx

from gateway.camel import camel
from gateway.engine_client import EngineClient
from gateway.progress import FOR_EVERYBODY, scan_progress, without_paths
from gateway.scan_schemas import ServiceScan

GROUPING = "http://grouping.test"
DEDUP = "http://dedup.test"


@respx.mock
async def test_service_that_is_away_does_not_hide_the_other() -> None:
    """
    Each stands under its name, in the web's spelling.
    """
    respx.get(f"{GROUPING}/scan/status").respond(json={"state": "running", "files_failed": 1})
    respx.get(f"{DEDUP}/scan/status").mock(side_effect=httpx.ConnectError("no"))
    async with (
        httpx.AsyncClient(base_url=GROUPING) as grouping,
        httpx.AsyncClient(base_url=DEDUP) as dedup,
    ):
        told = await scan_progress(
            [EngineClient("grouping", grouping, "t"), EngineClient("dedup", dedup, "t")]
        )

    assert told["grouping"] == {"state": "running", "filesFailed": 1}
    assert told["dedup"]["state"] == "unavailable"


def test_names_of_files_can_be_left_out() -> None:
    """
    Counts stay; what a service may tell one day is not told to everybody by itself.
    """
    told = {"dedup": {"failed": 1, "recentErrors": [{"path": "secret.jpg"}], "lastFile": "x.jpg"}}

    assert without_paths(told) == {"dedup": {"failed": 1}}


def test_everybody_is_told_all_that_is_documented_but_files() -> None:
    """
    A field of the document that nobody let through would be missing for most.
    """
    documented = {camel(name) for name in ServiceScan.model_fields} - {"recentErrors"}

    assert documented == FOR_EVERYBODY
