"""
Tests of how an enriched answer travels.
"""

import zlib
from collections.abc import Awaitable
from typing import cast

import pytest

from gateway.asset_places import Places
from gateway.enriched_answer import accepts_gzip, asking, method_of, transform
from gateway.enrichment import Enriched, Enricher
from gateway.forwarding import Headers, get
from gateway.passthrough import Answer
from gateway.preferences import Preferences
from gateway.sight import Sight

NOBODY = Sight(None, frozenset(), Preferences())
PLACES = Places(((),))
JSON = (b"Content-Type", b"application/json; charset=utf-8")
HEADERS: Headers = (JSON, (b"ETag", b'"1"'), (b"Content-Length", b"2"), (b"x-immich-cid", b"c"))


class Scripted:
    """
    An enricher that answers as a test wants.
    """

    def __init__(self, *reasons: str, added: bytes = b" ") -> None:
        self.reasons = reasons
        self.added = added

    async def enrich(self, body: bytes, places: Places, sight: Awaitable[Sight]) -> Enriched:
        """
        Add something at the end, or nothing.
        """
        assert (places, await sight) == (PLACES, NOBODY)
        return Enriched(body + self.added if self.added else body, self.reasons)


async def look() -> Sight:
    """
    Nobody looks.
    """
    return NOBODY


async def answered(
    enricher: Scripted, answer: Answer, asked: Headers = (), method: str = "GET"
) -> Answer:
    """
    Transform an answer.
    """
    change = transform(cast("Enricher", enricher), PLACES, look, method, asked)
    return await change(answer)


def test_whole_and_plain_answer_is_asked_for() -> None:
    """
    Conditions, ranges and compressions of the caller do not reach Immich.
    """
    headers: Headers = ((b"If-None-Match", b"x"), (b"Accept-Encoding", b"gzip"), (b"a", b"b"))

    assert asking(headers) == ((b"a", b"b"), (b"accept-encoding", b"identity"))
    assert (method_of("HEAD"), method_of("PUT")) == ("GET", "PUT")


async def test_enriched_answer_has_a_tag_and_a_length_of_its_own() -> None:
    """
    Immich's ETag and length belong to Immich's body.
    """
    answer = await answered(Scripted(), Answer(201, HEADERS, b"{}"))
    tag = get(answer.headers, b"etag")

    assert (answer.status, answer.body) == (201, b"{} ")
    assert tag.startswith('W/"twinlens-')
    assert answer.headers == (
        JSON,
        (b"x-immich-cid", b"c"),
        (b"etag", tag.encode()),
        (b"x-twinlens-enrichment", b"full"),
        (b"content-length", b"3"),
    )


async def test_answer_without_anything_of_ours_keeps_immichs_tag() -> None:
    """
    Its body is Immich's to the byte.
    """
    answer = await answered(Scripted(added=b""), Answer(200, HEADERS, b"{}"))

    assert (answer.body, get(answer.headers, b"etag")) == (b"{}", '"1"')


async def test_missing_fields_are_said() -> None:
    """
    The header names each reason.
    """
    answer = await answered(Scripted("a", "b"), Answer(200, HEADERS, b"{}"))

    assert get(answer.headers, b"x-twinlens-enrichment") == "partial; reason=a,b"


@pytest.mark.parametrize(
    "answer",
    [
        Answer(400, HEADERS, b"{}"),
        Answer(502, HEADERS, b"{}"),
        Answer(204, (), b""),
        Answer(200, ((b"content-type", b"text/html"),), b""),
    ],
)
async def test_other_answers_are_left_alone(answer: Answer) -> None:
    """
    Errors and pages pass as they are.
    """
    assert await answered(Scripted(), answer, ((b"if-none-match", b"*"),)) is answer


async def test_answer_that_came_compressed_is_immichs() -> None:
    """
    Asked not to, something between us and Immich compressed it: the bytes stay, and it is said.
    """
    headers: Headers = (JSON, (b"content-encoding", b"gzip"))
    answer = await answered(Scripted(), Answer(200, headers, b"\x1f\x8b"))

    assert answer.body == b"\x1f\x8b"
    assert answer.headers == (*headers, (b"x-twinlens-enrichment", b"partial; reason=encoding"))


@pytest.mark.parametrize("form", ["%s", 'W/"other", %s', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_caller_who_has_the_body_gets_no_second_one(form: str, method: str) -> None:
    """
    The tag of the enriched body counts, weak or not, and the answer has no body.
    """
    first = await answered(Scripted(), Answer(200, HEADERS, b"{}"))
    condition = form.replace("%s", get(first.headers, b"etag").removeprefix("W/")).encode()
    asked = ((b"if-none-match", condition),)
    answer = await answered(Scripted(), Answer(200, HEADERS, b"{}"), asked, method)

    assert (answer.status, answer.body) == (304, b"")
    assert get(answer.headers, b"etag") == get(first.headers, b"etag")
    assert not get(answer.headers, b"content-type")


@pytest.mark.parametrize(
    ("condition", "method", "headers"),
    [
        (b'"1"', "GET", HEADERS),
        (b"*", "POST", HEADERS),
        (b"", "GET", (JSON,)),
        (b'"1"', "GET", (JSON,)),
    ],
)
async def test_caller_with_another_body_gets_this_one(
    condition: bytes, method: str, headers: Headers
) -> None:
    """
    Immich's own tag does not freeze an answer, and only reading is conditional.
    """
    asked = ((b"if-none-match", condition),)

    assert (await answered(Scripted(), Answer(200, headers, b"{}"), asked, method)).status == 200


async def test_unchanged_answer_is_conditional_by_immichs_tag() -> None:
    """
    Where nothing is added, Immich's tag names the body, if there is one.
    """
    known = ((b"if-none-match", b'W/"1"'),)
    untagged = Answer(200, (JSON,), b"{}")

    answer = await answered(Scripted(added=b""), Answer(200, HEADERS, b"{}"), known)

    assert answer.status == 304
    assert (await answered(Scripted(added=b""), untagged, known)).status == 200


async def test_head_has_the_headers_of_get() -> None:
    """
    Length included, without the body.
    """
    got = await answered(Scripted(), Answer(200, HEADERS, b"{}"))
    head = await answered(Scripted(), Answer(200, HEADERS, b"{}"), method="HEAD")

    assert (head.headers, head.body) == (got.headers, b"")


async def test_large_answer_is_compressed_for_who_accepts_it() -> None:
    """
    Under the tag of the plain body.
    """
    body = b'{"a":"' + b"x" * 5000 + b'"}'
    plain = await answered(Scripted(), Answer(200, HEADERS, body))
    packed = await answered(
        Scripted(), Answer(200, HEADERS, body), ((b"accept-encoding", b"br, gzip"),)
    )

    assert zlib.decompress(packed.body, 31) == plain.body == body + b" "
    assert get(packed.headers, b"content-encoding") == "gzip"
    assert get(packed.headers, b"content-length") == str(len(packed.body))
    assert get(packed.headers, b"etag") == get(plain.headers, b"etag")
    assert get(plain.headers, b"vary") == get(packed.headers, b"vary") == "Accept-Encoding"


async def test_vary_of_immich_is_enough() -> None:
    """
    It is not said twice.
    """
    headers: Headers = (JSON, (b"Vary", b"Accept-Encoding"))
    answer = await answered(Scripted(), Answer(200, headers, b" " * 5000))

    assert [value for name, value in answer.headers if name.lower() == b"vary"] == [
        b"Accept-Encoding"
    ]


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("", False),
        ("gzip", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("identity, br", False),
    ],
)
def test_gzip_is_accepted_if_it_is_named(header: str, accepted: bool) -> None:
    """
    A weight of zero refuses it.
    """
    assert accepts_gzip(header) is accepted
