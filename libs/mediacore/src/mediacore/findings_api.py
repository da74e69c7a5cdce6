"""
The route by which a service tells what it makes of its surroundings.
"""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from mediacore.findings import Finding


def make_findings_router(look: Callable[[], list[Finding]]) -> APIRouter:
    """
    Make `GET /findings`.
    """
    router = APIRouter()

    @router.get("/findings")
    def findings() -> dict[str, Any]:
        """
        Look at database, queue, library, workers and disk now; each with what to do.
        """
        return {"findings": [finding.body() for finding in look()]}

    return router
