"""
Tests of who comes on top of a stack.
"""

from gateway.stacks import successor


def test_kept_copy_comes_on_top() -> None:
    """
    What stays for the others is the best one to show.
    """
    assert successor(["a", "b", "c"], {"a"}, ["x", "c"]) == "c"


def test_else_the_first_that_stays() -> None:
    """
    Without a kept copy in the stack, its order decides.
    """
    assert successor(["a", "b", "c"], {"a"}, ["x"]) == "b"


def test_nobody_is_left() -> None:
    """
    A stack that goes as a whole needs nobody.
    """
    assert successor(["a", "b"], {"a", "b"}, ["b"]) is None
