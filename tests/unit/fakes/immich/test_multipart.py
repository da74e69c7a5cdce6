"""
Tests of reading multipart as it comes.
"""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.immich.errors import ImmichError
from tests.fakes.immich.multipart import Part, boundary_of, read_parts

DISPOSITION = b"Content-Disposition: form-data; "
FORM = (
    b'--b\r\n%bname="a"\r\n\r\none\r\n--b\r\n%bname="f"; filename="x.jpg"\r\n\r\n'
    b"\r\n--no\r\n--b--\r\n"
) % (DISPOSITION, DISPOSITION)


async def pieces(size: int) -> AsyncIterator[bytes]:
    """
    Give the form in pieces.
    """
    for at in range(0, len(FORM), size):
        yield FORM[at : at + size]


@pytest.mark.parametrize("size", [1, 3, 50, 1000])
async def test_parts_are_the_same_in_any_pieces(size: int) -> None:
    """
    A boundary may be cut anywhere, and a file may look like one.
    """
    parts: dict[Part, bytes] = {}
    async for piece in read_parts(pieces(size), b"b"):
        if isinstance(piece, Part):
            parts[piece] = b""
        else:
            parts[list(parts)[-1]] += piece

    assert parts == {Part("a", None): b"one", Part("f", "x.jpg"): b"\r\n--no"}


def test_boundary_is_in_the_content_type() -> None:
    """
    Quoted or not, but somewhere.
    """
    assert boundary_of('multipart/form-data; boundary="x"') == b"x"
    with pytest.raises(ImmichError):
        boundary_of("text/plain")
