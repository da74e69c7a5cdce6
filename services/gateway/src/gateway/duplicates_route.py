"""
Whose `/api/duplicates` a request means: Immich has one of its own, and its web page asks it; pure.
"""

import json
from enum import StrEnum
from urllib.parse import urlsplit

ROOT = "/api/duplicates"
RESOLVE = f"{ROOT}/resolve"
IMMICHS_PAGE = "/utilities/duplicates"
LONGEST_BODY = 1 << 20  # bytes of a body whose shape is looked at


class DuplicatesRoute(StrEnum):
    """
    Who answers: whoever is meant, always us, or always Immich.
    """

    AUTO = "auto"
    TWINLENS = "twinlens"
    IMMICH = "immich"


def is_about_duplicates(path: str) -> bool:
    """
    Tell whether a path is one of those that both know.
    """
    return path == ROOT or path.startswith(f"{ROOT}/")


def means_immich(method: str, path: str, referer: str, origin: str, *, owns_origin: bool) -> bool:
    """
    Tell whether a request about duplicates is for Immich, as far as its head can tell.

    Immich's web is a page of this very origin that is not ours. Only Immich dismisses by DELETE.

    :param origin: the one under which the caller reached us.
    :param owns_origin: the page may be ours: it has our cookie, or this is where our UI is.
    """
    parts = urlsplit(referer)
    if f"{parts.scheme}://{parts.netloc}".lower() == origin:
        is_page = parts.path == IMMICHS_PAGE or parts.path.startswith(f"{IMMICHS_PAGE}/")
        if is_page or not owns_origin:
            return True
    return method == "DELETE" and "/" not in path.removeprefix(ROOT).removeprefix("/")


def may_be_immichs_body(method: str, path: str) -> bool:
    """
    Tell whether only the body can tell who is meant.
    """
    return method == "POST" and path == RESOLVE


def is_immich_shaped(body: bytes) -> bool:
    """
    Tell whether a body names groups as Immich does: by `duplicateId`.
    """
    try:
        said = json.loads(body)
    except ValueError:
        return False
    groups = said.get("groups") if isinstance(said, dict) else None
    return isinstance(groups, list) and any(
        isinstance(group, dict) and "duplicateId" in group for group in groups
    )
