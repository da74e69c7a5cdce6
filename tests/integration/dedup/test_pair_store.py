"""
Reading verified pairs.
"""

from dedup.pair_store import load_graph, pair_details
from tests.integration.dedup.shelf import Shelf, quick_id


def test_all_that_hangs_together_is_found(shelf: Shelf) -> None:
    """
    From any content of a chain the whole chain is reached, in both directions, and nothing else.
    """
    for left, right in ("ab", "cb", "cd", "xy"):
        shelf.pair(left, right, 0.9)
    with shelf.database.read() as session:
        graph = load_graph(session, [quick_id("b")], 0.8)

    assert set(graph.pictures.values()) == {quick_id(name) for name in "abcd"}
    assert len(graph.edges) == 3


def test_weak_pairs_lead_nowhere(shelf: Shelf) -> None:
    """
    Pairs under the least score are as good as none.
    """
    shelf.pair("a", "b", 0.9)
    shelf.pair("b", "c", 0.5)
    with shelf.database.read() as session:
        graph = load_graph(session, [quick_id("a")], 0.8)

    assert set(graph.pictures.values()) == {quick_id("a"), quick_id("b")}
    assert graph.edges == [(shelf.picture("a"), shelf.picture("b"), 0.9)]


def test_content_that_is_no_picture_hangs_with_nothing(shelf: Shelf) -> None:
    """
    It may have copies all the same.
    """
    with shelf.database.read() as session:
        graph = load_graph(session, [quick_id("a")], 0.8)

    assert (graph.pictures, graph.edges) == ({}, [])


def test_details_are_those_of_the_pair(shelf: Shelf) -> None:
    """
    Relation and reasons, by the smaller id first.
    """
    shelf.pair("a", "b", 0.9, "mirrored")
    pair = (shelf.picture("a"), shelf.picture("b"))
    with shelf.database.read() as session:
        details = pair_details(session, [pair])

    assert details == {pair: ("mirrored", [{"rule": "aligned", "text": "all of it"}])}
