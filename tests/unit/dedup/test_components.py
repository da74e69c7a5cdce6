"""
What hangs together.
"""

from dedup.components import components


def test_ties_lead_on() -> None:
    """
    Directly or through others; what has no tie stays alone.
    """
    found = components("abcde", {"a": "b", "b": "c", "d": ""})

    assert sorted(map(sorted, found)) == [["a", "b", "c"], ["d"], ["e"]]


def test_long_chain_is_one_part() -> None:
    """
    A chain of thousands needs no depth of calls.
    """
    ties = {node: [node + 1] for node in range(5000)}

    assert components(range(5001), ties) == [set(range(5001))]
