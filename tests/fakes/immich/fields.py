"""
Validation of what a request says, with the words of either version.
"""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from tests.fakes.immich.errors import ImmichError, bad_request

UUID_PATTERN = (
    "/^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$/"
)
UUID = re.compile(UUID_PATTERN.strip("/"))
MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$")
MAX_SAFE = 2**53 - 1
NAMES = {
    type(None): "null",
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "array",
    dict: "object",
}
Path = Sequence[str | int]


class Fields:
    """
    The fields of a body or query, with what is wrong about them gathered till `done`.
    """

    def __init__(self, values: Mapping[str, Any], *, v3: bool, path: Path = ()) -> None:
        self._values = values
        self.v3 = v3
        self._path = list(path)
        self.texts: list[str] = []
        self.errors: list[dict[str, Any]] = []

    def done(self) -> None:
        """
        Raise what is wrong, if anything is.
        """
        if self.texts and self.v3:
            raise ImmichError(HTTPStatus.BAD_REQUEST, "Validation failed", self.errors)
        if self.texts:
            raise bad_request(self.texts)

    def wrong(self, texts: Sequence[str], code: str, message: str, **more: Any) -> None:
        """
        Note a mistake: version 2's sentences, and version 3's error.
        """
        path = more.pop("path", [])
        self.texts += texts
        self.errors.append({**more, "code": code, "path": self._path + path, "message": message})

    def mistyped(self, name: str, expected: str, texts: Sequence[str], spoken: str = "") -> None:
        """
        Note that a field is of the wrong type, or missing.
        """
        given = NAMES[type(self._values[name])] if name in self._values else "undefined"
        message = f"Invalid input: expected {spoken or expected}, received {given}"
        self.wrong(texts, "invalid_type", message, expected=expected, path=[name])

    def _is_absent(self, name: str, *, required: bool, nullable: bool) -> bool:
        value = self._values.get(name)
        given = name in self._values and (value is not None or not (nullable or not self.v3))
        return not given and not required

    def uuid(self, name: str, *, required: bool = True, nullable: bool = False) -> None:
        """
        Check a UUID.
        """
        if self._is_absent(name, required=required, nullable=nullable):
            return
        value = self._values.get(name)
        if not isinstance(value, str):
            self.mistyped(name, "string", [f"{name} must be a UUID"])
        elif not UUID.match(value):
            self._no_uuid([name], f"{name} must be a UUID")

    def _no_uuid(self, path: list[str | int], text: str) -> None:
        shown = {"origin": "string", "format": "uuid", "pattern": UUID_PATTERN}
        self.wrong([text], "invalid_format", "Invalid UUID", path=path, **shown)

    def uuids(self, name: str, *, least: int = 0, required: bool = True) -> None:
        """
        Check a list of UUIDs.
        """
        if self._is_absent(name, required=required, nullable=False):
            return
        value = self._values.get(name)
        if not isinstance(value, list):
            self.mistyped(name, "array", [f"{name} must be an array"])
            return
        for number, item in enumerate(value):
            if not isinstance(item, str) or not UUID.match(item):
                self._no_uuid([name, number], f"each value in {name} must be a UUID")
        if len(value) < least:
            self.too_few(name, least)

    def too_few(self, name: str, least: int) -> None:
        """
        Note that a list is too short.
        """
        message = f"Too small: expected array to have >={least} items"
        shown = {"origin": "array", "minimum": least, "inclusive": True, "path": [name]}
        self.wrong(
            [f"{name} must contain at least {least} elements"], "too_small", message, **shown
        )

    def number(
        self, name: str, least: float = 1, most: float = MAX_SAFE, *, whole: bool = True
    ) -> None:
        """
        Check a number, if there is one.
        """
        if self._is_absent(name, required=False, nullable=name == "rating"):
            return
        value = self._values[name]
        kind = "an integer number" if whole else "a number"
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            self.mistyped(name, "number", [f"{name} must be {kind}"])
        elif value < least:
            shown = {"origin": "number", "minimum": least, "inclusive": True, "path": [name]}
            message = f"Too small: expected number to be >={least}"
            self.wrong([f"{name} must not be less than {least}"], "too_small", message, **shown)
        elif value > most:
            shown = {"origin": "number", "maximum": most, "inclusive": True, "path": [name]}
            message = f"Too big: expected number to be <={most}"
            self.wrong([f"{name} must not be greater than {most}"], "too_big", message, **shown)

    def choice(self, name: str, values: Sequence[str]) -> None:
        """
        Check one of some words, if there is one.
        """
        if self._is_absent(name, required=False, nullable=False):
            return
        if self._values[name] not in values:
            quoted = "|".join(f'"{value}"' for value in values)
            text = f"{name} must be one of the following values: {', '.join(values)}"
            message = f"Invalid option: expected one of {quoted}"
            self.wrong([text], "invalid_value", message, values=list(values), path=[name])

    def flag(self, name: str) -> None:
        """
        Check a boolean, if there is one.
        """
        if self._is_absent(name, required=False, nullable=False):
            return
        if not isinstance(self._values[name], bool):
            self.mistyped(name, "boolean", [f"{name} must be a boolean value"])

    def flag_word(self, name: str) -> None:
        """
        Check a boolean of a query, if there is one.
        """
        if self._values.get(name, "true") not in ("true", "false"):
            message = 'Invalid option: expected one of "true"|"false"'
            shown = {"expected": "stringbool", "values": ["true", "false"], "path": [name]}
            text = f"{name} must be a boolean value"
            self.wrong([text], "invalid_value", message, **shown)

    def text(self, name: str, *, required: bool = False, nullable: bool = False) -> None:
        """
        Check a text.
        """
        if self._is_absent(name, required=required, nullable=nullable):
            return
        if not isinstance(self._values.get(name), str):
            texts = [f"{name} should not be empty"] if name == "password" else []
            self.mistyped(name, "string", [*texts, f"{name} must be a string"])

    def moment(self, name: str, *, required: bool = False) -> None:
        """
        Check a moment.
        """
        if self._is_absent(name, required=required, nullable=False):
            return
        value = self._values.get(name)
        text = f"{name} must be a Date instance"
        if not isinstance(value, str):
            self.mistyped(name, "string", [text], "ISO 8601 datetime string")
        elif self.v3 and not MOMENT.match(value):
            message = "Invalid input: expected ISO 8601 datetime string, received string"
            shown = {"origin": "string", "format": "datetime", "pattern": MOMENT.pattern}
            self.wrong([text], "invalid_format", message, path=[name], **shown)
