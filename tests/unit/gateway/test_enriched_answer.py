"""
Tests of how an enriched answer travels.
"""

from typing import cast

import pytest

from gateway.credentials import Credentials
from gateway.enriched_answer import asking, transform
from gateway.enrichment import Enriched, Enricher
from gateway.forwarding import Headers
from gateway.passthrough import Answer

CALLER = Credentials((), ())
JSON = (b"Content-Type", b"application/json; charset=utf-8")
HEADERS: Headers = (JSON, (b"ETag", b'"1"'), (b"Content-Length", b"2"), (b"x-immich-cid", b"c"))


class Scripted:
    """
    An enricher that answers as a test wants.
    """

    def __init__(self, *reasons: str, error: Exception | None = None) -> None:
        self.reasons = reasons
        self.error = error

    async def enrich(self, text: str, credentials: Credentials) -> Enriched:
        """
        Add a space at the end, or fail.
        """
        assert credentials is CALLER
        if self.error is not None:
            raise self.error
        return Enriched(f"{text} ", self.reasons)


async def answered(enricher: Scripted, answer: Answer) -> Answer:
    """
    Transform an answer.
    """
    return await transform(cast("Enricher", enricher), CALLER)(answer)


def test_whole_and_plain_answer_is_asked_for() -> None:
    """
    Conditions, ranges and compressions of the caller do not reach Immich.
    """
    headers: Headers = ((b"If-None-Match", b"x"), (b"Accept-Encoding", b"gzip"), (b"a", b"b"))

    assert asking(headers) == ((b"a", b"b"), (b"accept-encoding", b"identity"))


async def test_enriched_answer_has_its_own_length() -> None:
    """
    Immich's ETag and length belong to Immich's body.
    """
    answer = await answered(Scripted(), Answer(200, HEADERS, b"{}"))

    assert answer.body == b"{} "
    assert answer.headers == (
        JSON,
        (b"x-immich-cid", b"c"),
        (b"content-length", b"3"),
        (b"x-twinlens-enrichment", b"full"),
    )


async def test_missing_fields_are_said() -> None:
    """
    The header names each reason.
    """
    answer = await answered(Scripted("a", "b"), Answer(200, HEADERS, b"{}"))

    assert answer.headers[-1] == (b"x-twinlens-enrichment", b"partial; reason=a,b")


async def test_failure_gives_immichs_answer() -> None:
    """
    Whatever goes wrong here, the caller gets what Immich said.
    """
    answer = await answered(Scripted(error=RuntimeError("bug")), Answer(200, HEADERS, b"{}"))

    assert answer.body == b"{}"
    assert answer.headers == (*HEADERS, (b"x-twinlens-enrichment", b"partial; reason=error"))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(400, HEADERS, b"{}"),
        Answer(200, ((b"content-type", b"text/html"),), b""),
        Answer(200, (JSON, (b"content-encoding", b"gzip")), b"\x1f\x8b"),
    ],
)
async def test_other_answers_are_left_alone(answer: Answer) -> None:
    """
    Errors, pages and compressed bodies pass as they are.
    """
    assert await answered(Scripted(), answer) is answer
