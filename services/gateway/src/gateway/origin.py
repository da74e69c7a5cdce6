"""
Whether a changing request comes from our own page; pure.

SameSite is no defence between ports of one host, so a changing request that a cookie vouches for
must name our exact origin, or carry a header that no foreign page can send without being asked.
"""

from gateway.forwarding import Headers, get

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CUSTOM_HEADER = b"x-requested-with"
CUSTOM_VALUE = "twinlens"
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def own_origin(scheme: str, headers: Headers) -> str:
    """
    Give the origin under which the caller reached us.
    """
    host = get(headers, b"host").lower().removesuffix(DEFAULT_PORTS[scheme])
    return f"{scheme}://{host}"


def is_same_origin(scheme: str, headers: Headers) -> bool:
    """
    Tell whether `Origin` is exactly ours: scheme, host and port.
    """
    return get(headers, b"origin").lower() == own_origin(scheme, headers)


def may_change(method: str, scheme: str, headers: Headers) -> bool:
    """
    Tell whether a request may change something on the word of a cookie.
    """
    return (
        method in SAFE_METHODS
        or get(headers, CUSTOM_HEADER).lower() == CUSTOM_VALUE
        or is_same_origin(scheme, headers)
    )
