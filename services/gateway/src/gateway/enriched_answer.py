"""
How an enriched answer travels: which headers it may keep, and what happens when enriching fails.
"""

import structlog

from gateway.credentials import Credentials
from gateway.enrichment import Enricher
from gateway.forwarding import Headers, get, without
from gateway.passthrough import Answer, Transform

HEADER = b"x-twinlens-enrichment"
CONDITIONAL = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
OK = 200

log = structlog.get_logger()


def asking(headers: Headers) -> Headers:
    """
    Give what Immich is asked with: for a plain, whole answer, never for "not modified".
    """
    return (*without(headers, *CONDITIONAL), (b"accept-encoding", b"identity"))


def transform(enricher: Enricher, credentials: Credentials) -> Transform:
    """
    Make what turns Immich's answer into ours; it never fails, it only says `partial`.
    """

    async def change(answer: Answer) -> Answer:
        if not _can_be_enriched(answer):
            return answer
        try:
            enriched = await enricher.enrich(answer.body.decode(), credentials)
        except Exception:
            log.exception("enrichment_failed")
            return _said(answer, "partial; reason=error")
        note = f"partial; reason={','.join(enriched.reasons)}" if enriched.reasons else "full"
        body = enriched.text.encode()
        kept = without(answer.headers, b"etag", b"content-length", b"last-modified")
        length = (b"content-length", str(len(body)).encode())
        return _said(Answer(answer.status, (*kept, length), body), note)

    return change


def _can_be_enriched(answer: Answer) -> bool:
    kind = get(answer.headers, b"content-type").partition(";")[0].strip().lower()
    coding = get(answer.headers, b"content-encoding").lower()
    return answer.status == OK and kind == "application/json" and coding in {"", "identity"}


def _said(answer: Answer, note: str) -> Answer:
    headers = (*answer.headers, (HEADER, note.encode()))
    return Answer(answer.status, headers, answer.body)
