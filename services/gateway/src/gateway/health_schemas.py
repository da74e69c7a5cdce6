"""
The shapes of how everything is.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from gateway.answer_schemas import Absent, Answer, Id, Instant

Status = Literal["up", "degraded", "down"]


class Alive(Answer):
    """
    That this process serves.
    """

    status: Literal["up"]
    service: str
    version: str


class CheckResult(Answer):
    """
    What one check of a service found.
    """

    ok: bool
    detail: str
    milliseconds: float


class _Examined(Answer):
    status: Status
    milliseconds: Annotated[float, Field(description="How long the answer took")]
    detail: str | Absent = None


class Component(_Examined):
    """
    What one part says of itself.
    """

    version: str | Absent = None
    service: str | Absent = None
    checks: dict[str, CheckResult] | Absent = None
    scan: Annotated[str | Absent, Field(description="The state of its scan")] = None
    files: int | Absent = None
    failed: int | Absent = None
    queue: Annotated[
        dict[str, int] | Absent, Field(description="How many files wait, by stage")
    ] = None


class PersonIndex(Answer):
    """
    The index of one person's assets.
    """

    user_id: Id
    name: str
    state: str
    done: int
    total: int
    indexed_at: Instant | None
    age_seconds: float | None


class Indexes(_Examined):
    """
    Everybody's indexes.
    """

    users: list[PersonIndex] | Absent = None


class UnmatchedAsset(Answer):
    """
    An asset that leads to no file of the library.
    """

    original_path: Annotated[str, Field(description="As Immich tells it")]
    reason: str


class CoverageReport(_Examined):
    """
    How many assets lead to a file of the library.
    """

    matched: int | Absent = None
    total: int | Absent = None
    unknown: Annotated[int | Absent, Field(description="Grouping was not yet asked")] = None
    examples: list[UnmatchedAsset] | Absent = None


class Finding(Answer):
    """
    One thing that was looked at.
    """

    id: Annotated[str, Field(description="Its entry of docs/troubleshooting.md")]
    level: Literal["ok", "warning", "error"]
    part: str
    what: str
    todo: Annotated[str, Field(description="What to do about it; empty where it is fine")]


class Health(Answer):
    """
    Whether what people need is up; for admins, and with the service token, with every part.
    """

    status: Status
    version: str | Absent = None
    components: dict[str, Component] | Absent = None
    index: Indexes | Absent = None
    coverage: CoverageReport | Absent = None
    findings: Annotated[list[Finding] | Absent, Field(description="The worst first")] = None


class EnrichedApi(BaseModel):
    """
    Where the enriched API is.
    """

    endpoint: str


class WellKnown(BaseModel):
    """
    What apps are told that look for Immich's API.
    """

    api: EnrichedApi
