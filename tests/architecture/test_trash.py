"""
Nothing of the user's is ever deleted for good: the gateway knows no word for it.
"""

import re

import pytest

from tests.architecture import tree

FOR_GOOD = re.compile(r"""["']force["']|\bforce=|trash/empty""", re.IGNORECASE)


def forcing(text: str) -> list[str]:
    """
    Give what in a source could delete for good.
    """
    return FOR_GOOD.findall(text)


def test_gateway_deletes_only_into_the_trash() -> None:
    """
    It neither forces a deletion nor empties the trash.
    """
    found = [path for path in tree.source_files("gateway") if forcing(path.read_text())]

    assert found == []


@pytest.mark.parametrize(
    "text",
    ['{"ids": ids, "force": True}', "dict(force=True)", 'ask("POST", "/trash/empty")'],
)
def test_what_deletes_for_good_is_found(text: str) -> None:
    """
    The rule sees what it is there for.
    """
    assert forcing(text)
