"""
How an enriched answer travels: its headers, conditions and compression, and failing open.
"""

import asyncio
import hashlib
import zlib
from collections.abc import Awaitable, Callable

from gateway.asset_places import Places
from gateway.enrichment import Enricher
from gateway.forwarding import Headers, get, without
from gateway.passthrough import Answer, Transform
from gateway.sight import Sight

HEADER = b"x-twinlens-enrichment"
CONDITIONAL = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
OF_IMMICHS_BODY = (b"etag", b"last-modified", b"content-md5", b"digest")
OF_A_BODY = (b"content-length", b"content-type", b"content-encoding")
ENRICHABLE = frozenset({200, 201})
NOT_MODIFIED = 304
WORTH_COMPRESSING = 1024
GZIP = 16 + zlib.MAX_WBITS


def asking(headers: Headers) -> Headers:
    """
    Give what Immich is asked with: for a plain, whole answer, never for "not modified".
    """
    return (*without(headers, *CONDITIONAL), (b"accept-encoding", b"identity"))


def method_of(method: str) -> str:
    """
    Give the method Immich is asked with: the headers that HEAD wants belong to our body.
    """
    return "GET" if method == "HEAD" else method


def transform(
    enricher: Enricher,
    places: Places,
    look: Callable[[], Awaitable[Sight]],
    method: str,
    headers: Headers,
) -> Transform:
    """
    Make what turns Immich's answer into ours; it never fails, it only says `partial`.

    :param headers: the caller's own, with the conditions that Immich did not get.
    """

    async def change(answer: Answer) -> Answer:
        if answer.status not in ENRICHABLE or not _is_json(answer):
            return answer
        if get(answer.headers, b"content-encoding").lower() not in {"", "identity"}:
            return Answer(answer.status, _said(answer.headers, "encoding"), answer.body)
        enriched = await enricher.enrich(answer.body, places, look())
        kept = answer.headers
        if enriched.body is not answer.body:
            kept = (*without(kept, *OF_IMMICHS_BODY), (b"etag", _tag(enriched.body)))
        kept = _said(kept, *enriched.reasons)
        if method in {"GET", "HEAD"} and _is_known(kept, headers):
            return Answer(NOT_MODIFIED, without(kept, *OF_A_BODY), b"")
        answer = await _compressed(Answer(answer.status, kept, enriched.body), headers)
        return Answer(answer.status, answer.headers, b"") if method == "HEAD" else answer

    return change


def _is_json(answer: Answer) -> bool:
    kind = get(answer.headers, b"content-type").partition(";")[0].strip().lower()
    return kind == "application/json"


def _said(headers: Headers, *reasons: str) -> Headers:
    note = f"partial; reason={','.join(reasons)}" if reasons else "full"
    return (*headers, (HEADER, note.encode()))


def _tag(body: bytes) -> bytes:
    """
    Name a body; weakly, since the same one travels compressed and plain.
    """
    return b'W/"twinlens-%s"' % hashlib.blake2b(body, digest_size=16).hexdigest().encode()


def _is_known(headers: Headers, asked: Headers) -> bool:
    """
    Tell whether the caller has this body already.
    """
    tag = get(headers, b"etag").removeprefix("W/")
    known = [one.strip().removeprefix("W/") for one in get(asked, b"if-none-match").split(",")]
    return known == ["*"] or (tag != "" and tag in known)


def accepts_gzip(header: str) -> bool:
    """
    Tell whether an `Accept-Encoding` names gzip, and not only to refuse it.
    """
    for part in header.split(","):
        name, _, weight = part.replace(" ", "").lower().partition(";q=")
        if name == "gzip":
            return weight.strip("0.") != "" or weight == ""
    return False


async def _compressed(answer: Answer, asked: Headers) -> Answer:
    headers, body = without(answer.headers, b"content-length", b"content-encoding"), answer.body
    if len(body) >= WORTH_COMPRESSING:
        if "accept-encoding" not in get(headers, b"vary").lower():
            headers = (*headers, (b"vary", b"Accept-Encoding"))
        if accepts_gzip(get(asked, b"accept-encoding")):
            body = await asyncio.to_thread(zlib.compress, body, 1, GZIP)
            headers = (*headers, (b"content-encoding", b"gzip"))
    return Answer(answer.status, (*headers, (b"content-length", b"%d" % len(body))), body)
