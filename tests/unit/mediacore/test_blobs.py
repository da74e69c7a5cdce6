"""
What a container gives up.
"""

from mediacore.blobs import Blobs


def test_nothing_is_known_before_it_is_found() -> None:
    """
    Two files never share what was found.
    """
    one, other = Blobs(), Blobs()
    one.xmp = b"packet"

    assert one.tiffs is not other.tiffs
    assert (other.xmp, other.width, other.problem, other.motion) == (b"", None, None, False)
