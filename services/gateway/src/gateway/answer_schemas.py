"""
What the shapes of all our answers have in common; the OpenAPI document is made of these.

They describe what is sent, and stand in no request's way: answers are made of prepared parts, and
tests hold them against these.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from pydantic.json_schema import SkipJsonSchema

Absent = SkipJsonSchema[None]  # `T | Absent = None`: a field that may be missing, and is never null
Id = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
WallTime = Annotated[
    str,
    Field(
        description="The time on the clocks where it was taken, in ISO form, without an offset",
        examples=["2026-05-16T12:00:00.120"],
    ),
]
Path = Annotated[
    str,
    Field(description="Relative to the library's root", examples=["2026/IMG_1234.CR2"]),
]
Version = Annotated[
    int, Field(description="Rises with every change of what the caller sees", examples=[17])
]
NextCursor = Annotated[
    str | None, Field(description="To be given back as `cursor`; null at the end of the list")
]


class Answer(BaseModel):
    """
    An answer's object, its names in camel case.
    """

    model_config = ConfigDict(alias_generator=to_camel)


class Reason(Answer):
    """
    One reason: a name for programs, a sentence for people.
    """

    rule: str
    text: str


class AssetOfFile(Answer):
    """
    The asset as which Immich shows a file; its fields are null of files that Immich does not know.
    """

    asset_id: Id | None
    owner_id: Id | None
    thumbhash: Annotated[str | None, Field(description="A placeholder picture, in base64")]
    local_date_time: WallTime | None
    is_favorite: bool


class Problem(BaseModel):
    """
    What went wrong, as problem+json (RFC 9457): 400 it cannot mean anything, 401 nobody is signed
    in, 403 the credential does not reach that far, 404 there is no such thing for the caller, 422
    the request has another shape, 429 too often, 503 something is down for now; the last two with
    `Retry-After`.
    """

    type: str
    title: Annotated[str, Field(description="The status in words")]
    status: int
    detail: Annotated[str, Field(description="What is the matter, for people")]
    reason: Annotated[
        str | Absent, Field(description="A word for why, where a route has several")
    ] = None
    errors: Annotated[
        list[dict[str, Any]] | Absent,
        Field(description="Of a request that is not as it should be: `field` and `message` each"),
    ] = None
