"""
What an error carries.
"""

import pytest

from mediacore import errors

CHILDREN = [
    errors.SettingsError,
    errors.InvalidRequestError,
    errors.UnauthorizedError,
    errors.ForbiddenError,
    errors.NotFoundError,
    errors.ConflictError,
    errors.UnavailableError,
]


@pytest.mark.parametrize("kind", CHILDREN)
def test_error_carries_its_sentence_and_its_context(kind: type[errors.TwinlensError]) -> None:
    """
    The text is for people, the context for programs.
    """
    error = kind("It is gone", path="a/b.jpg")

    assert str(error) == error.message == "It is gone"
    assert error.context == {"path": "a/b.jpg"}


def test_every_error_stands_in_the_tree_of_the_module() -> None:
    """
    The picture in the docstring names every class there is.
    """
    here = {kind for kind in vars(errors).values() if str(kind).startswith("<class 'mediacore.")}

    assert here == {errors.TwinlensError, *CHILDREN}
    assert all(kind.__name__ in str(errors.__doc__) for kind in CHILDREN)
