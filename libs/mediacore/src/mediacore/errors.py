"""
What can go wrong, as the services say it to each other and to people.

    TwinlensError
    ├── SettingsError        the configuration cannot be used; the text names the key
    ├── InvalidRequestError  the caller asked for something that makes no sense
    ├── UnauthorizedError    no valid credential came with the request
    ├── ForbiddenError       the credential does not reach that far
    ├── NotFoundError        there is no such thing, or none the caller may see
    ├── ConflictError        the caller's picture is stale; carries the fresh state
    └── UnavailableError     something we need is down for now; trying again may help

HTTP appears only in `api_errors`.
"""

from typing import Any


class TwinlensError(Exception):
    """
    The base of every error that Twinlens raises on purpose.
    """

    def __init__(self, message: str, **context: Any) -> None:
        super().__init__(message)
        self.message = message
        self.context = context


class SettingsError(TwinlensError):
    """
    Raised at start when a setting is missing or outside its range.
    """


class InvalidRequestError(TwinlensError):
    """
    Raised when a request cannot mean anything.
    """


class UnauthorizedError(TwinlensError):
    """
    Raised when a request carries no valid credential.
    """


class ForbiddenError(TwinlensError):
    """
    Raised when the caller is known, and may not do this.
    """


class NotFoundError(TwinlensError):
    """
    Raised when the thing asked for does not exist for this caller.
    """


class ConflictError(TwinlensError):
    """
    Raised when the caller acted on a stale state; `context["current"]` is the fresh one.
    """


class UnavailableError(TwinlensError):
    """
    Raised when a database, Redis or another service does not answer for now.
    """
