"""
What the gateway itself asks Immich, in JSON and with the caller's own credential.
"""

from dataclasses import dataclass
from typing import Any, Self, TypeVar

import httpx

from gateway.credentials import Credentials
from mediacore.errors import ForbiddenError, UnauthorizedError, UnavailableError

PING_SECONDS = 2.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Login:
    """
    A session that Immich opened.
    """

    token: str
    user_id: str
    name: str
    email: str
    is_admin: bool

    @classmethod
    def told(cls, answer: dict[str, Any]) -> Self:
        """
        Read Immich's answer to a sign-in.
        """
        return cls(
            token=str(answer["accessToken"]),
            user_id=str(answer["userId"]),
            name=str(answer["name"]),
            email=str(answer["userEmail"]),
            is_admin=bool(answer["isAdmin"]),
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """
    A user of Immich.
    """

    user_id: str
    name: str
    email: str
    is_admin: bool


class CredentialRefusedError(UnauthorizedError):
    """
    Raised when Immich does not know a credential, or knows it no longer.
    """


class RefusedError(UnavailableError):
    """
    Raised when Immich answers, but neither as asked nor with 401 or 403.
    """

    def __init__(self, path: str, status: int, said: str) -> None:
        super().__init__(f"Immich answered {status} to {path}.")
        self.status = status
        self.said = said


class ImmichClient:
    """
    The few questions, each answered or raised as one of our errors.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def ask(
        self,
        method: str,
        path: str,
        *,
        credentials: Credentials | None = None,
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
        json: object = None,
    ) -> httpx.Response:
        """
        Ask Immich, with the credential of whom it is asked for.

        :raises CredentialRefusedError: when Immich does not know the credential.
        :raises ForbiddenError: when Immich does not allow it.
        :raises RefusedError: when it answers with any other failure.
        :raises UnavailableError: when it does not answer.
        """
        told = list((headers or {}).items())
        if credentials is not None:
            told += [(k.decode("latin-1"), v.decode("latin-1")) for k, v in credentials.headers]
        params = httpx.QueryParams(
            (*(query or {}).items(), *(credentials.query if credentials is not None else ()))
        )
        try:
            answer = await self._client.request(
                method, path, headers=told, params=params, json=json
            )
        except httpx.HTTPError as error:
            raise UnavailableError("Immich does not answer for now; try again soon.") from error
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            text = _message(answer, "Immich does not know this credential.")
            raise CredentialRefusedError(text)
        if answer.status_code == httpx.codes.FORBIDDEN:
            raise ForbiddenError(_message(answer, "Immich does not allow this."))
        if not answer.is_success:
            raise RefusedError(path, answer.status_code, _message(answer, ""))
        return answer

    async def login(self, email: str, password: str, headers: dict[str, str]) -> Login:
        """
        Open a session.

        :raises UnauthorizedError: when e-mail and password do not fit.
        :raises UnavailableError: when Immich does not answer.
        """
        body = {"email": email, "password": password}
        answer = await self.ask("POST", "/api/auth/login", headers=headers, json=body)
        return Login.told(object_of(answer))

    async def logout(self, credentials: Credentials) -> None:
        """
        End a session.
        """
        await self.ask("POST", "/api/auth/logout", credentials=credentials)

    async def me(self, credentials: Credentials) -> Identity:
        """
        Tell who a credential belongs to.

        :raises UnauthorizedError: when it belongs to nobody.
        :raises ForbiddenError: when it is an API key that may not read its user.
        :raises UnavailableError: when Immich does not answer, or in another shape.
        """
        answer = object_of(await self.ask("GET", "/api/users/me", credentials=credentials))
        if not {"id", "name", "email", "isAdmin"} <= set(answer):
            raise UnavailableError("Immich tells a user in another shape than expected.")
        return Identity(
            user_id=str(answer["id"]),
            name=str(answer["name"]),
            email=str(answer["email"]),
            is_admin=bool(answer["isAdmin"]),
        )

    async def permissions(self, credentials: Credentials) -> frozenset[str] | None:
        """
        Tell what an API key may do; `None` when Immich takes the credential for a session.
        """
        try:
            answer = object_of(await self.ask("GET", "/api/api-keys/me", credentials=credentials))
        except ForbiddenError:
            if credentials.names_session:
                return None
            raise
        return frozenset(answer.get("permissions") or ())

    async def partners(self, credentials: Credentials) -> tuple[str, ...]:
        """
        Give the ids of the users who share with whom the credential belongs to.
        """
        query = {"direction": "shared-with"}
        answer = await self.ask("GET", "/api/partners", credentials=credentials, query=query)
        return tuple(str(partner["id"]) for partner in _array(answer))

    async def version(self) -> str:
        """
        Give Immich's version, which it tells everybody.

        :raises UnavailableError: when Immich does not answer.
        """
        answer = object_of(await self.ask("GET", "/api/server/version"))
        return ".".join(str(answer.get(part, "?")) for part in ("major", "minor", "patch"))

    async def is_up(self) -> bool:
        """
        Tell whether Immich answers its ping.
        """
        try:
            answer = await self._client.get("/api/server/ping", timeout=PING_SECONDS)
        except httpx.HTTPError:
            return False
        return answer.is_success


def _json(answer: httpx.Response, shape: type[T]) -> T:
    try:
        body = answer.json()
    except ValueError as error:
        raise UnavailableError("Immich's answer is not JSON; is IMMICH_URL right?") from error
    if not isinstance(body, shape):
        raise UnavailableError("Immich's answer has another shape than expected.")
    return body


def object_of(answer: httpx.Response) -> dict[str, Any]:
    """
    Read an answer that is a JSON object.

    :raises UnavailableError: when it is something else.
    """
    return _json(answer, dict)


def _array(answer: httpx.Response) -> list[Any]:
    return _json(answer, list)


def _message(answer: httpx.Response, otherwise: str) -> str:
    try:
        message = answer.json()["message"]
    except (ValueError, KeyError, TypeError):
        return otherwise
    return str(message)
