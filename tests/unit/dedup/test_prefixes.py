"""
The range of paths under a prefix.
"""

from dedup.prefixes import path_range


def test_range_holds_what_begins_with_the_prefix() -> None:
    """
    From the prefix itself on, whatever follows it, and nothing else.
    """
    ends = path_range("2020/a")

    for path in ("2020/a", "2020/a/x.jpg", "2020/a\U0001f600"):
        assert ends["low"] <= path <= ends["high"]
    for path in ("2020/", "2020/b", "2020/A"):
        assert not ends["low"] <= path <= ends["high"]


def test_long_prefix_is_cut_as_the_index_is() -> None:
    """
    The index carries only the first characters.
    """
    assert path_range("x" * 2000)["low"] == "x" * 512
