"""
The route of a service's findings.
"""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from mediacore.findings import Finding, fine
from mediacore.findings_api import make_findings_router


def test_findings_are_told_as_they_are_now() -> None:
    """
    Each request looks anew.
    """
    app = FastAPI()
    seen: list[int] = []

    def look() -> list[Finding]:
        seen.append(1)
        return [fine("redis", "dedup", f"Look {len(seen)}")]

    app.include_router(make_findings_router(look))
    client = TestClient(app)
    client.get("/findings")

    (told,) = client.get("/findings").json()["findings"]
    assert (told["id"], told["what"]) == ("redis", "Look 2")
