"""
Users, sessions and API keys of the stand-in, and who a request belongs to.
"""

import secrets
import uuid
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import Request

from tests.fakes.immich.errors import ImmichError

NAMESPACE = uuid.UUID("0d5f7a0e-7c3e-4d7e-9a3b-1d8f4a6c2b90")
COOKIE = "immich_access_token"


@dataclass(frozen=True, slots=True)
class User:
    """
    A user; only the owner of the library has assets.
    """

    email: str
    password: str
    name: str
    is_admin: bool
    owns_library: bool

    @property
    def user_id(self) -> str:
        """
        The same id in every run.
        """
        return str(uuid.uuid5(NAMESPACE, self.email))


DEMO = User("demo@twinlens.local", "demo", "Demo", is_admin=True, owns_library=True)
GUEST = User("guest@twinlens.local", "guest", "Guest", is_admin=False, owns_library=False)


@dataclass(slots=True)
class Accounts:
    """
    Who there is, and which tokens and keys are theirs.
    """

    users: tuple[User, ...] = (DEMO, GUEST)
    tokens: dict[str, User] = field(default_factory=dict)
    keys: dict[str, User] = field(default_factory=dict)

    def login(self, email: str, password: str) -> tuple[User, str]:
        """
        Open a session.
        """
        for user in self.users:
            if (user.email, user.password) == (email, password):
                token = secrets.token_hex(24)
                self.tokens[token] = user
                return user, token
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Incorrect email or password")

    def issue_key(self, user: User) -> str:
        """
        Make an API key.
        """
        key = secrets.token_hex(24)
        self.keys[key] = user
        return key

    def user_of(self, request: Request) -> User:
        """
        Tell whose request it is, in Immich's order: a session, even a stale one, beats a key.
        """
        token = session_token(request)
        if token is not None:
            return self._known(self.tokens, token, "Invalid user token")
        key = request.headers.get("x-api-key") or request.query_params.get("apiKey")
        if key is not None:
            return self._known(self.keys, key, "Invalid API key")
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Authentication required")

    def _known(self, register: dict[str, User], secret: str, otherwise: str) -> User:
        user = register.get(secret)
        if user is None:
            raise ImmichError(HTTPStatus.UNAUTHORIZED, otherwise)
        return user


def session_token(request: Request) -> str | None:
    """
    Give the session's token of a request, from wherever Immich looks for it.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    places = (
        request.headers.get("x-immich-user-token"),
        request.headers.get("x-immich-session-token"),
        request.query_params.get("sessionKey"),
        bearer if scheme.lower() == "bearer" else None,
        request.cookies.get(COOKIE),
    )
    return next((token for token in places if token), None)
