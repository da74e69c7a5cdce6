"""
Tests of writing into a JSON text.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.json_splice import Found, find, members, splice

ITEMS = ("assets", "items", "[]")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


def test_text_around_new_members_is_untouched() -> None:
    """
    Numbers beyond 64 bits, odd floats, escapes and spaces stay as Immich wrote them.
    """
    text = (
        ' {"a" : [1e400, {"items":1}], "assets":{"items": [ {"id":123456789012345678901 } , 5]}} '
    )
    (found,) = find(text, ITEMS)

    assert splice(text, [members(found, '"x":1')]) == text.replace("901 }", '901 ,"x":1}')


def test_empty_object_gets_no_comma() -> None:
    """
    The first member of an object stands alone.
    """
    (found,) = find("{}", ())

    assert splice("{}", [members(found, '"x":1')]) == '{"x":1}'


def test_additions_may_come_in_any_order() -> None:
    """
    Each lands at its place.
    """
    assert splice("abc", [(3, "!"), (1, "-")]) == "a-bc!"


def test_objects_at_other_places_are_passed_over() -> None:
    """
    Only the path counts, not what its parts are called elsewhere.
    """
    text = '{"albums":{"items":[{"id":1}]},"assets":{"items":[{"id":2},[{"id":3}]]}}'

    assert [found.value for found in find(text, ITEMS)] == [{"id": 2}]


def test_several_paths_are_found_in_one_walk() -> None:
    """
    Objects come in the order of the text, whichever path leads to them.
    """
    text = '[{"album":{"assets":[{"id":1}]},"assets":[{"id":2},{"id":3}]}]'
    found = find(text, ("[]", "assets", "[]"), ("[]", "album", "assets", "[]"))

    assert [one.value["id"] for one in found] == [1, 2, 3]


@pytest.mark.parametrize("text", ["[]", "5", '{"assets":[]}', '{"assets":{"items":{}}}'])
def test_another_shape_holds_nothing(text: str) -> None:
    """
    Where the path ends early there is nothing to find.
    """
    assert find(text, ITEMS) == []


def test_array_at_the_top_is_walked() -> None:
    """
    A path may start with the elements of an array.
    """
    assert [found.value for found in find('[ {"a":1}, {"b":2} ]', ("[]",))] == [{"a": 1}, {"b": 2}]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        '{"assets":',
        '{"assets":{"items":[{"id":',
        "nope",
        "{} {}",
        '{"a" 1}',
        '{"a":1 "b":2}',
        '{"a":1,}',
        "{1:2}",
        '{"assets":{"items":[{} {}]}}',
        '{"assets":{"items":[{},]}}',
        '{"assets":{"items":[NaN]}}',
        '\ufeff{"assets":{}}',
        '{"a":' * 100_000,
        '{"assets":{"items":[' + "[" * 100_000,
        '{"a":' + "9" * 5000 + "}",
    ],
    ids=lambda text: text[:30],
)
def test_broken_text_is_an_error(text: str) -> None:
    """
    What is no JSON, or more than a reader should take, is said, never guessed.
    """
    with pytest.raises(ValueError):  # noqa: PT011 - the decoder's own text varies
        find(text, ITEMS)


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '{"b":{"a":1,"a":2}}', '{"b":[{"a":1,"a":2}]}'])
def test_key_that_stands_twice_is_an_error(text: str) -> None:
    """
    Readers differ in which one counts, so we do not choose.
    """
    with pytest.raises(ValueError, match="twice"):
        find(text, ITEMS)


@given(st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=4), st.booleans())
def test_spliced_text_means_the_same_and_more(items: list[dict[str, object]], spaced: bool) -> None:
    """
    Parsed again, every object is as before, with one member more.
    """
    text = json.dumps({"assets": {"items": items}}, indent=2 if spaced else None)
    assert_spliced(text, items)


@given(st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=4))
def test_plain_text_is_read_like_any_other(items: list[dict[str, object]]) -> None:
    """
    Objects and their places are those that reading token by token finds.
    """
    body = {"a": {}, "b": [], "assets": {"items": items}, "é": 1}
    plain = json.dumps(body, separators=(",", ":"), ensure_ascii=False)
    places = (ITEMS, ("b", "[]"), ("a", "x"))

    assert find(plain, *places) == read_slowly(plain, *places)
    assert_spliced(plain, items)


@pytest.mark.parametrize("odd", ["1.0", "1E5", '"\\/"', '"\\u00e9"', "-0.0", " 1", "1 "])
@pytest.mark.parametrize("place", ["[%s]", '{"a":%s}', '{"b":[{"c":%s}]}'])
def test_value_that_could_be_written_otherwise_stays(odd: str, place: str) -> None:
    """
    As Immich wrote it, whoever reads it.
    """
    value = place.replace("%s", odd)
    text = f'{{"x":{value},"assets":{{"items":[{{"id":1}}]}},"y":{value}}}'
    (found,) = find(text, ITEMS, ("x", "b", "[]", "none"))

    assert splice(text, [members(found, '"n":2')]) == text.replace('{"id":1}', '{"id":1,"n":2}')


def test_lists_that_are_left_open_are_not_plain() -> None:
    """
    The end of each is looked at.
    """
    for text in ("[{}", '{"assets":{"items":[{}', "[{}]]"):
        with pytest.raises(ValueError):  # noqa: PT011 - the decoder's own text varies
            find(text, ITEMS, ("[]",))


def read_slowly(text: str, *paths: tuple[str, ...]) -> list[Found]:
    """
    Give the objects that are found when the text is written with a space behind it, as there.
    """
    return find(f"{text} ", *paths)


def assert_spliced(text: str, items: list[dict[str, object]]) -> None:
    """
    Check that each item has one member more, and nothing else changed.
    """
    additions = [members(found, '"\\u0000new":true') for found in find(text, ITEMS)]

    assert json.loads(splice(text, additions))["assets"]["items"] == [
        {**item, "\0new": True} for item in items
    ]
