"""
The shapes of what goes on, against what the services tell.
"""

from dataclasses import fields
from typing import Any

import pytest
from pydantic import BaseModel

from gateway import scan_schemas as schemas
from mediacore import scan_status
from tests.unit.gateway.shapes import in_camel_case, names


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (schemas.ServiceScan, scan_status.ScanStatus),
        (schemas.Backlog, scan_status.Backlog),
        (schemas.FileProblem, scan_status.FileProblem),
    ],
)
def test_scan_is_as_its_service_tells_it(model: type[BaseModel], told: Any) -> None:
    """
    Every field, in camel case.
    """
    assert names(model) == in_camel_case(field.name for field in fields(told))


def test_service_that_does_not_answer_is_documented() -> None:
    """
    There is its state, and why.
    """
    away = {"state": "unavailable", "note": "grouping does not answer"}

    assert schemas.ServiceScan.model_validate(away, extra="forbid").state == "unavailable"
