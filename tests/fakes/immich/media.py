"""
Bytes of assets: originals in whole or by range, and pictures made of them.
"""

import io
import os
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import FileResponse

from mediacore.formats import Kind
from mediacore.previews import PreviewError, preview
from tests.fakes.immich.errors import ImmichError, bad_request, error_answer
from tests.fakes.immich.library import StoredAsset
from tests.fakes.immich.shapes import mime_type

SIZES = ("original", "fullsize", "preview", "thumbnail")
CACHE = (
    "private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000"
)
FIRST_BYTE = re.compile(r"bytes=(\d+)-")
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


def is_satisfiable(header: str | None, size: int) -> bool:
    """
    Tell whether a file of this size has any of the bytes asked for.
    """
    match = FIRST_BYTE.match(header or "")
    return match is None or int(match.group(1)) < size


def original(asset: StoredAsset, request: Request) -> Response:
    """
    Answer with the file itself, or the range of it that is asked for.
    """
    headers = _headers(asset.size, asset.mtime_ns, asset.name)
    if not is_satisfiable(request.headers.get("range"), asset.size):
        return _unsatisfiable(asset, headers)
    return FileResponse(os.fsdecode(asset.path), headers=headers, media_type=mime_type(asset))


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
