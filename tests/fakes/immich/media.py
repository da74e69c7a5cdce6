"""
Bytes of assets: originals in whole or by range, and pictures made of them.
"""

import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from mediacore.formats import Kind
from mediacore.previews import PreviewError, preview
from tests.fakes.immich.errors import ImmichError, bad_request, error_answer
from tests.fakes.immich.library import StoredAsset
from tests.fakes.immich.shapes import mime_type

SIZES = ("original", "fullsize", "preview", "thumbnail")
CACHE = (
    "private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000"
)
CHUNK = 256 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
EDGES = {"thumbnail": 250, "preview": 1440}
FORMATS = {"thumbnail": ("WEBP", "image/webp", "webp"), "preview": ("JPEG", "image/jpeg", "jpeg")}


def disposition(name: str) -> str:
    """
    Give the header that names a file.
    """
    return f"inline; filename*=UTF-8''{quote(name, safe='')}"


def _headers(size: int, mtime_ns: int, name: str) -> dict[str, str]:
    changed = datetime.fromtimestamp(mtime_ns // 1_000_000_000, tz=UTC)
    return {
        "cache-control": CACHE,
        "content-disposition": disposition(name),
        "accept-ranges": "bytes",
        "last-modified": format_datetime(changed, usegmt=True),
        "etag": f'W/"{size:x}-{mtime_ns // 1_000_000:x}"',
    }


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """
    Give the first and last byte asked for; nothing when the whole is.

    :raises ValueError: when there are no such bytes.
    """
    match = RANGE.match(header or "")
    if match is None or match.group() == "bytes=-":
        return None
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last or size), size - 1)
    else:
        start, end = max(size - int(last), 0), size - 1
    if start > end:
        raise ValueError("no such bytes")
    return start, end


def _read(path: bytes, start: int, end: int) -> Iterator[bytes]:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC), "rb") as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def original(asset: StoredAsset, request: Request) -> Response:
    """
    Answer with the file itself, or the range of it that is asked for.
    """
    headers = _headers(asset.size, asset.mtime_ns, asset.name)
    try:
        wanted = byte_range(request.headers.get("range"), asset.size)
    except ValueError:
        return _unsatisfiable(asset, headers)
    start, end = wanted or (0, asset.size - 1)
    headers["content-length"] = str(end - start + 1)
    status = HTTPStatus.OK
    if wanted is not None:
        headers["content-range"] = f"bytes {start}-{end}/{asset.size}"
        status = HTTPStatus.PARTIAL_CONTENT
    answer = StreamingResponse(_read(asset.path, start, end), status, headers)
    answer.headers["content-type"] = mime_type(asset)
    return answer


def _unsatisfiable(asset: StoredAsset, headers: dict[str, str]) -> Response:
    """
    Answer as Immich 2.7.5 does: 500, with the media's type on a JSON body.
    """
    answer = error_answer(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error")
    answer.headers.update(headers)
    answer.headers["cache-control"] = "none"
    answer.headers["content-type"] = f"{mime_type(asset)}; charset=utf-8"
    answer.headers["content-range"] = f"bytes */{asset.size}"
    return answer


@lru_cache(maxsize=512)
def picture(path: bytes, size: int, mtime_ns: int, kind: Kind, form: str) -> bytes | None:
    """
    Make a thumbnail or preview; nothing when the file gives no picture.
    """
    del size, mtime_ns  # part of the key: a changed file is another picture
    try:
        shown = preview(path, kind, EDGES[form])
    except PreviewError:
        return None
    out = io.BytesIO()
    shown.convert("RGB").save(out, FORMATS[form][0], quality=80)
    return out.getvalue()


def thumbnail(asset: StoredAsset, form: str) -> Response:
    """
    Answer with a small picture, or with Immich's redirect to the original.
    """
    if form not in SIZES:
        raise bad_request([f"size must be one of the following values: {', '.join(SIZES)}"])
    if form not in EDGES:
        return Response(
            "Found. Redirecting to original?",
            HTTPStatus.FOUND,
            {"location": "original?"},
            media_type="text/plain",
        )
    data = picture(*asset.version, asset.kind, form)
    if data is None:
        raise ImmichError(HTTPStatus.NOT_FOUND, "Asset media not found")
    stem = asset.name.rpartition(".")[0]
    headers = _headers(len(data), asset.mtime_ns, f"{stem}_{form}.{FORMATS[form][2]}")
    return Response(data, headers=headers, media_type=FORMATS[form][1])
