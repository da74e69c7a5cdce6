r"""
File names are bytes; people and JSON need text. This is the one bridge between the two.

The display form is reversible: valid UTF-8 stays as it is, a control character, a line separator
or a byte that is not UTF-8 becomes `\xNN`, and a backslash becomes two. So two different names
never look alike to a program, and a name with a line break cannot break a log line.
"""

import hashlib
import re

KEY_BYTES = 16
MAX_PATH_BYTES = 4096

_PLAIN = re.compile(rb"[\x20-\x5b\x5d-\x7e]*\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|(\\))")


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character == "\\":
        return "\\\\"
    return "".join(f"\\x{byte:02x}" for byte in character.encode())


def display(path: bytes) -> str:
    r"""
    Give the text form of a path, e.g. `b"a\n\xff"` as `a\x0a\xff`.
    """
    if _PLAIN.match(path):
        return path.decode("ascii")
    pieces = []
    for character in path.decode("utf-8", "surrogateescape"):
        code = ord(character)
        if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - the range of surrogateescape
            pieces.append(f"\\x{code - 0xDC00:02x}")
        else:
            pieces.append(_CONTROL.sub(_escape, character))
    return "".join(pieces)


def undisplay(text: str) -> bytes:
    """
    Give back the bytes of a display form.

    A backslash that begins no escape stands for itself.
    """
    if "\\" not in text:
        return text.encode("utf-8", "surrogateescape")
    pieces, position = [], 0
    for match in _ESCAPE.finditer(text):
        pieces.append(text[position : match.start()].encode("utf-8", "surrogateescape"))
        pieces.append(bytes([int(match.group(1), 16)]) if match.group(1) else b"\\")
        position = match.end()
    pieces.append(text[position:].encode("utf-8", "surrogateescape"))
    return b"".join(pieces)


def path_key(path: bytes) -> bytes:
    """
    Give the 16-byte key of a path: paths may be 4,096 bytes, which no B-tree index takes.
    """
    return hashlib.blake2b(path, digest_size=KEY_BYTES).digest()


def parent_of(path: bytes) -> bytes:
    """
    Give the folder of a path relative to the library root; the root itself is `b""`.
    """
    return path.rpartition(b"/")[0]


def name_of(path: bytes) -> bytes:
    """
    Give the last part of a path.
    """
    return path.rpartition(b"/")[2]


def prefix_range(prefix: bytes) -> tuple[bytes, bytes | None]:
    """
    Give the half-open range of byte strings that start with `prefix`; no upper end as `None`.
    """
    trimmed = prefix.rstrip(b"\xff")
    if not trimmed:
        return prefix, None
    return prefix, trimmed[:-1] + bytes([trimmed[-1] + 1])
