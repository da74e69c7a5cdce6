"""
The built web UI, served from a folder.
"""

import re
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from mediacore.api_errors import problem

INDEX = "index.html"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"
WORTH_COMPRESSING = 1024
COMPRESSION = 6  # zlib's own choice: a browser asks for each file once
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
    " media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_HASHED = re.compile(r"^/assets/.+-[\w-]{8}\.\w+(\.map)?$")


class Site:
    """
    Files by their path; any other page a browser navigates to is the app itself.
    """

    def __init__(self, root: Path) -> None:
        self._files = StaticFiles(directory=root, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer a GET or HEAD.
        """
        answer = await self._answer(scope)
        answer.headers.update(SECURITY_HEADERS)
        compressed = GZipMiddleware(answer, WORTH_COMPRESSING, compresslevel=COMPRESSION)
        await compressed(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        path = scope["path"]
        try:
            answer = await self._file(path.lstrip("/") or INDEX, scope)
        except HTTPException:
            if not _is_navigation(scope):
                return problem(HTTPStatus.NOT_FOUND, "There is no such file.")
            return await self._app(scope)
        hashed = _HASHED.match(path) is not None
        answer.headers["Cache-Control"] = FOREVER if hashed else ALWAYS_ASK
        return answer

    async def _app(self, scope: Scope) -> Response:
        try:
            answer = await self._file(INDEX, scope)
        except HTTPException:
            return problem(HTTPStatus.NOT_FOUND, "The web UI is not built yet; run: make web")
        answer.headers["Cache-Control"] = ALWAYS_ASK
        return answer

    async def _file(self, path: str, scope: Scope) -> Response:
        return await self._files.get_response(path, scope)


def _is_navigation(scope: Scope) -> bool:
    return "text/html" in MutableHeaders(scope=scope).get("accept", "")
