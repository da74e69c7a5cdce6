"""
The names in the shapes of our answers, for tests.
"""

from collections.abc import Iterable

from pydantic import BaseModel

from gateway.camel import camel


def names(model: type[BaseModel]) -> set[str]:
    """
    Give the names that an answer has in JSON.
    """
    return {field.alias or name for name, field in model.model_fields.items()}


def in_camel_case(found: Iterable[str]) -> set[str]:
    """
    Give names as the web spells them.
    """
    return {camel(name) for name in found}
