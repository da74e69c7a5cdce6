"""
Bytes of assets: originals in whole or by range, and pictures made of them.
"""

import io
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import FileResponse
from PIL import Image

from mediacore.formats import Kind
from mediacore.previews import PreviewError, preview
from tests.fakes.immich.errors import ImmichError, error_answer
from tests.fakes.immich.fields import Fields
from tests.fakes.immich.records import Asset
from tests.fakes.immich.shapes import mime_type

SIZES = ("original", "fullsize", "preview", "thumbnail")
CACHE = (
    "private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000"
)
RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
EDGES = {"thumbnail": 250, "preview": 1440}
FORMATS = {"thumbnail": ("WEBP", "image/webp", "webp"), "preview": ("JPEG", "image/jpeg", "jpeg")}


def _written(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, FORMATS[form][0], quality=80)
    return out.getvalue()


PIXEL = _written(Image.new("RGB", (8, 8), "gray"), "preview")
PLACEHOLDERS = {"preview": PIXEL, "thumbnail": _written(Image.new("RGB", (8, 8)), "thumbnail")}


def disposition(name: str) -> str:
    """
    Give the header that names a file.
    """
    return f"inline; filename*=UTF-8''{quote(name, safe='')}"


def _headers(size: int, mtime_ns: int, name: str | None) -> dict[str, str]:
    changed = datetime.fromtimestamp(mtime_ns // 1_000_000_000, tz=UTC)
    return {
        "cache-control": CACHE,
        **({} if name is None else {"content-disposition": disposition(name)}),
        "accept-ranges": "bytes",
        "last-modified": format_datetime(changed, usegmt=True),
        "etag": f'W/"{size:x}-{mtime_ns // 1_000_000:x}"',
    }


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """
    Give the first and last byte asked for, `None` for all; first behind last means none.
    """
    match = RANGE.match(header or "")
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last or size), size - 1)


def original(asset: Asset, request: Request, *, v3: bool, named: bool = True) -> Response:
    """
    Answer with the file itself, or the range of it that is asked for.
    """
    headers = _headers(asset.size, asset.mtime_ns, asset.name if named else None)
    path = Path(asset.path.decode("utf-8", "surrogateescape"))
    if asset.blob is None and not path.is_file():
        return _missing(headers, v3=v3)
    asked = wanted_range(request.headers.get("range"), asset.size)
    if asked is not None and asked[0] > asked[1]:
        return _unsatisfiable(asset, headers, v3=v3)
    if asset.blob is not None:
        return _blob(asset.blob, asked, headers, mime_type(asset))
    return FileResponse(path, headers=headers, media_type=mime_type(asset))


def _blob(
    data: bytes, asked: tuple[int, int] | None, headers: dict[str, str], mime: str
) -> Response:
    if asked is None:
        return Response(data, headers=headers, media_type=mime)
    first, last = asked
    headers["content-range"] = f"bytes {first}-{last}/{len(data)}"
    return Response(data[first : last + 1], HTTPStatus.PARTIAL_CONTENT, headers, mime)


def _missing(headers: dict[str, str], *, v3: bool) -> Response:
    if v3:
        raise ImmichError(HTTPStatus.NOT_FOUND, "Not Found")
    error = ImmichError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal server error")
    answer = error_answer(error, v3=False)
    answer.headers["cache-control"] = "none"
    if "content-disposition" in headers:
        answer.headers["content-disposition"] = headers["content-disposition"]
    return answer


def _unsatisfiable(asset: Asset, headers: dict[str, str], *, v3: bool) -> Response:
    """
    Answer as Immich does: an error that is no 416, with the media's type on a JSON body.
    """
    status = HTTPStatus.NOT_FOUND if v3 else HTTPStatus.INTERNAL_SERVER_ERROR
    message = "Not Found" if v3 else "Internal server error"
    answer = error_answer(ImmichError(status, message), v3=v3)
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
        return _written(preview(path, kind, EDGES[form]), form)
    except PreviewError:
        return None


def thumbnail(asset: Asset, form: str, request: Request, *, v3: bool) -> Response:
    """
    Answer with a small picture, or with Immich's redirect to the original.
    """
    fields = Fields({"size": form}, v3=v3)
    fields.choice("size", SIZES)
    fields.done()
    if form not in EDGES:
        return Response(
            "Found. Redirecting to original?",
            HTTPStatus.FOUND,
            {"location": "original?"},
            media_type="text/plain",
        )
    data = None
    if asset.has_thumbnail and asset.blob is not None:
        data = PLACEHOLDERS[form]
    elif asset.has_thumbnail:
        data = picture(asset.path, asset.size, asset.mtime_ns, asset.kind, form)
    if data is None:
        raise ImmichError(HTTPStatus.NOT_FOUND, "Asset media not found")
    stem = asset.name.rpartition(".")[0]
    headers = _headers(len(data), asset.mtime_ns, f"{stem}_{form}.{FORMATS[form][2]}")
    asked = wanted_range(request.headers.get("range"), len(data))
    return _blob(data, asked, headers, FORMATS[form][1])
