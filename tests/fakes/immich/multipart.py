"""
Reading `multipart/form-data` as it comes, however large a file is in it.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from tests.fakes.immich.errors import bad_request

BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
NAME = re.compile(r'\bname="([^"]*)"')
FILENAME = re.compile(r'\bfilename="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Part:
    """
    The beginning of a part; its bytes follow.
    """

    name: str
    filename: str | None


def boundary_of(content_type: str) -> bytes:
    """
    Give what separates the parts.
    """
    match = BOUNDARY.search(content_type)
    if match is None:
        raise bad_request("Multipart: Boundary not found")
    return match.group(1).encode()


async def read_parts(stream: AsyncIterator[bytes], boundary: bytes) -> AsyncIterator[Part | bytes]:
    """
    Give each part's beginning and then its bytes, in pieces.
    """
    border = b"\r\n--" + boundary
    buffer, inside = b"\r\n", False
    async for chunk in stream:
        buffer += chunk
        while True:
            at = buffer.find(border)
            if at < 0:
                kept = len(border) - 1
                if inside and len(buffer) > kept:
                    yield buffer[:-kept]
                    buffer = buffer[-kept:]
                break
            if inside and at:
                yield buffer[:at]
            inside = False
            buffer = buffer[at:]
            end = buffer.find(b"\r\n\r\n", len(border))
            if end < 0:
                break
            yield _part(buffer[len(border) : end].decode("utf-8", "replace"))
            buffer, inside = buffer[end + 4 :], True


def _part(head: str) -> Part:
    name, filename = NAME.search(head), FILENAME.search(head)
    return Part(name.group(1) if name else "", filename.group(1) if filename else None)
