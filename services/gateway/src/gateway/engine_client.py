"""
Asking one of the services in JSON, with the service token; its refusals become ours.
"""

from typing import Any

import httpx

from mediacore.errors import InvalidRequestError, NotFoundError, UnavailableError


class EngineClient:
    """
    Grouping or dedup, by name.
    """

    def __init__(self, name: str, client: httpx.AsyncClient, token: str) -> None:
        self.name = name
        self._client = client
        self._headers = {"authorization": f"Bearer {token}"}

    async def ask(self, method: str, path: str, *, seconds: float | None = None) -> dict[str, Any]:
        """
        Give the JSON object of an answer.

        :raises NotFoundError: when the service says that there is no such thing.
        :raises InvalidRequestError: when it refuses the request.
        :raises UnavailableError: when it does not answer, or not as agreed.
        """
        waiting = httpx.USE_CLIENT_DEFAULT if seconds is None else seconds
        try:
            answer = await self._client.request(
                method, path, headers=self._headers, timeout=waiting
            )
            body = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise UnavailableError(
                f"{self.name} does not answer for now; try again soon"
            ) from error
        if not isinstance(body, dict):
            raise UnavailableError(f"{self.name} answers in another shape than expected")
        if answer.is_success:
            return body
        detail = str(body.get("detail", f"{self.name} answered {answer.status_code}"))
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise NotFoundError(detail)
        if answer.is_client_error:
            raise InvalidRequestError(detail)
        raise UnavailableError(detail)

    async def health(self, seconds: float) -> dict[str, Any]:
        """
        Give what the service says of itself, up or down; an answer that never came is down.
        """
        try:
            answer = await self._client.get("/health", timeout=seconds)
            body = answer.json()
        except (httpx.HTTPError, ValueError):
            body = None
        if isinstance(body, dict) and "status" in body:
            return body
        return {"status": "down", "service": self.name, "detail": "does not answer"}
