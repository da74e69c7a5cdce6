"""
The few facts that Twinlens takes from an XMP packet inside a file.

Found by patterns, not by an XML parser: a packet of a million entities costs nothing, and a
packet cut in half still tells its date.
"""

import re
from dataclasses import dataclass

MAX_PACKET = 1024 * 1024
PACKET_IDENTIFIER = b"http://ns.adobe.com/xap/1.0/\0"

_DATES = ("photoshop:DateCreated", "exif:DateTimeOriginal", "xmp:CreateDate")


def _property(name: str) -> re.Pattern[bytes]:
    key = re.escape(name).encode()
    return re.compile(key + rb"\s*(?:=\s*[\"']|>)\s*([^<\"']{1,100})")


_DATE_PATTERNS = tuple(_property(name) for name in _DATES)
_MAKE, _MODEL = _property("tiff:Make"), _property("tiff:Model")
_LATITUDE, _LONGITUDE = _property("exif:GPSLatitude"), _property("exif:GPSLongitude")
_NOT_ZERO = re.compile(r"[1-9]")
_MOTION = re.compile(rb"(?:GCamera|Camera):(?:MotionPhoto|MicroVideo)\s*(?:=\s*[\"']|>)\s*1\b")


@dataclass(frozen=True, slots=True)
class XmpFacts:
    """
    What a packet says: capture dates in order of preference, camera, embedded motion, a position.
    """

    dates: tuple[str, ...] = ()
    make: str = ""
    model: str = ""
    motion: bool = False
    has_gps: bool = False


def read_xmp(packet: bytes) -> XmpFacts:
    """
    Read a packet, of which the first MiB counts.
    """
    packet = packet[:MAX_PACKET]
    if not packet:
        return XmpFacts()
    dates = (_find(pattern, packet) for pattern in _DATE_PATTERNS)
    return XmpFacts(
        dates=tuple(date for date in dates if date),
        make=_find(_MAKE, packet),
        model=_find(_MODEL, packet),
        motion=_MOTION.search(packet) is not None,
        has_gps=_has_position(packet),
    )


def _has_position(packet: bytes) -> bool:
    """
    Tell whether both coordinates are there, one of them not zero: zeros stand for no signal.
    """
    found = [_find(pattern, packet) for pattern in (_LATITUDE, _LONGITUDE)]
    return all(found) and any(_NOT_ZERO.search(text) for text in found)


def _find(pattern: re.Pattern[bytes], packet: bytes) -> str:
    match = pattern.search(packet)
    return match[1].decode("utf-8", "replace").strip() if match else ""
