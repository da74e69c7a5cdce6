"""
Structure that devices put into names: prefixes, lens numbers, proxies, Pixel's dotted parts.

Each reader takes a folded stem and gives the stem with its own part taken out, or None.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from grouping.records import Role


class Part(NamedTuple):
    """
    A device's part of a name.

    :ivar rest: the stem without it.
    :ivar text: the part, for people.
    :ivar role: what it makes of the file, None when nothing.
    :ivar edit: whether it marks an edit, which may lack a capture time of its own.
    """

    rest: str
    text: str
    role: Role | None = None
    edit: bool = False


_IPHONE = re.compile(r"^img_([eo])(\d{4,})$")
_MOTION = re.compile(r"^mv(img_\d{8}_\d{6}.*)$")
_GOPRO = re.compile(r"^g([xhls])((?:\d{2}|[a-z]{2})\d{4})$")
_SONY = re.compile(r"^(c\d{4})(s\d{2}|m\d{2})$")
_INSTA = re.compile(r"^(vid|lrv|img|pro_vid|pro_lrv)_(\d{8}_\d{6})_(\d{2})_(\d{3,})$")
_DOTTED = re.compile(
    r"^(?P<rest>.*\d)(?P<parts>(?:\.(?:raw|mp|mv|ts|ls|night|portrait|pano|motion|cover|original"
    r"|long_exposure|longexposure|dual|vb|wide|enhanced|action_pan|photosphere|astro|macro)"
    r"(?:-\d{1,2})?)+)$"
)
_PIXEL = re.compile(r"^(?P<rest>pxl_\d{8}_\d{6,9})(?P<parts>(?:\.[a-z_]+(?:-\d{1,2})?)+)$")
_PIXEL_STAMP = re.compile(r"^pxl_\d{8}_\d{8,9}$")
_FASTFOTO = re.compile(r"^(.*\d{3,}|.+)_([ab])$")
_CHAT = re.compile(
    r"^(?:(?:img|vid|aud|ptt|stk|doc)-\d{8}-wa\d+.*"
    r"|whatsapp (?:image|video) .*"
    r"|(?:photo|video)_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}.*"
    r"|(?:photo|video)_\d+@\d{2}-\d{2}-\d{4}.*"
    r"|signal-\d{4}-\d{2}-\d{2}-.*"
    r"|(?:received|fb_img|inshot|viber_image|viber image|line_album|mmexport|wx_camera|telegram)"
    r"[_ \-]?\d.*)$"
)


def is_chat(stem: str) -> bool:
    """
    Whether a messenger made the name: then it says nothing about versions.
    """
    return _CHAT.match(stem) is not None


def has_fine_stamp(stem: str) -> bool:
    """
    Whether a name is a moment in milliseconds, which no two shots share.
    """
    return stem.startswith("pxl_") and _PIXEL_STAMP.match(stem) is not None


def _iphone(stem: str) -> Part | None:
    found = _IPHONE.match(stem)
    if found is None:
        return None
    edit = found[1] == "e"
    return Part(f"img_{found[2]}", found[1].upper(), Role.EDIT if edit else None, edit=edit)


def _motion(stem: str) -> Part | None:
    found = _MOTION.match(stem)
    return Part(found[1], "MV") if found else None


def _gopro(stem: str) -> Part | None:
    found = _GOPRO.match(stem)
    if found is None:
        return None
    proxy = found[1] == "l"
    return Part(f"g-{found[2]}", f"G{found[1].upper()}", Role.PROXY if proxy else None)


def _sony(stem: str) -> Part | None:
    found = _SONY.match(stem)
    if found is None:
        return None
    return Part(found[1], found[2].upper(), Role.PROXY if found[2][0] == "s" else None)


def _insta(stem: str) -> Part | None:
    found = _INSTA.match(stem)
    if found is None:
        return None
    what, moment, lens, serial = found.groups()
    if what == "img":
        return Part(f"insta-img-{moment}_{serial}", f"IMG {lens}")
    role = Role.PROXY if what.endswith("lrv") else None
    return Part(f"insta-{moment}_{serial}", f"{what.upper()} {lens}", role)


def _dotted(stem: str) -> Part | None:
    found = _PIXEL.match(stem) or _DOTTED.match(stem)
    if found is None:
        return None
    parts = found["parts"]
    return Part(found["rest"], parts, Role.COVER if ".cover" in parts else None)


def _fastfoto(stem: str) -> Part | None:
    found = _FASTFOTO.match(stem)
    if found is None:
        return None
    enhanced = found[2] == "a"
    role = Role.EDIT if enhanced else Role.BACK
    return Part(found[1], f"_{found[2]}", role, edit=bool(re.search(r"\d{3,}$", found[1])))


_READERS: tuple[Callable[[str], Part | None], ...] = (
    _dotted,
    _iphone,
    _motion,
    _gopro,
    _sony,
    _insta,
    _fastfoto,
)


def device_part(stem: str) -> Part | None:
    """
    Take what a device put into a folded stem out of it, or give None when there is nothing.
    """
    for read in _READERS:
        part = read(stem)
        if part is not None:
            return part
    return None
