"""
The shapes of how everything is, against what is found.
"""

from dataclasses import fields

from gateway import health_schemas as schemas
from gateway.coverage import Coverage, Unmatched
from gateway.health_report import report
from mediacore.health import Checked
from tests.unit.gateway.shapes import in_camel_case, names


async def test_report_is_told_as_documented() -> None:
    """
    Also of a part that is down.
    """

    async def fine() -> dict[str, object]:
        return {"version": "3.1.0", "queue": {"read": 2}}

    async def broken() -> dict[str, object]:
        raise RuntimeError

    told = await report({"immich": fine, "database": broken}, {"index": broken})

    assert schemas.Health.model_validate(told, extra="forbid").status == "degraded"


def test_coverage_and_checks_have_all_that_is_found() -> None:
    """
    Every field, in camel case.
    """
    found = in_camel_case(field.name for field in fields(Coverage))

    assert names(schemas.CoverageReport) == found | {"status", "milliseconds", "detail"}
    assert names(schemas.UnmatchedAsset) == in_camel_case(field.name for field in fields(Unmatched))
    assert names(schemas.CheckResult) == {field.name for field in fields(Checked)}
