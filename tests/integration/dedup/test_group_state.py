"""
Groups as somebody decides about them.
"""

import uuid

import pytest

from mediacore.errors import InvalidRequestError, NotFoundError
from tests.integration.dedup.cupboard import Cupboard


def test_group_that_is_gone_is_not_found(cupboard: Cupboard) -> None:
    """
    There is nothing to decide about.
    """
    with pytest.raises(NotFoundError):
        cupboard.remove(uuid.uuid4(), "a.jpg", revision=1)


def test_second_name_that_was_forgotten_is_a_stranger(cupboard: Cupboard) -> None:
    """
    The inventory has to know what is to go.
    """
    cupboard.put("a.jpg")
    cupboard.link("z.jpg", "a.jpg")
    cupboard.put("b.jpg")
    group_id = cupboard.settle()
    cupboard.shelf.run("UPDATE files SET state = 'missing' WHERE display = 'z.jpg'")

    with pytest.raises(InvalidRequestError):
        cupboard.remove(group_id, "z.jpg")
