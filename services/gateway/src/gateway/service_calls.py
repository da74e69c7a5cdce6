"""
Asking grouping and dedup to decide, in the name of an owner.
"""

from dataclasses import dataclass
from typing import Any

import httpx

from mediacore.errors import TwinlensError, UnavailableError

PATIENCE_SECONDS = 600.0  # files are read whole before a copy may go
REFUSALS = frozenset(
    {
        httpx.codes.BAD_REQUEST,
        httpx.codes.NOT_FOUND,
        httpx.codes.CONFLICT,
        httpx.codes.UNPROCESSABLE_ENTITY,
    }
)


class ServiceRefusedError(TwinlensError):
    """
    Raised when a service refuses; `status` and `body` are its answer.
    """

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(str(body.get("detail", "The service refused.")))
        self.status = status
        self.body = body

    @property
    def is_stale(self) -> bool:
        """
        Whether the caller's picture is not the present one any more, or something must stay.
        """
        return self.status == httpx.codes.CONFLICT

    @property
    def is_missing(self) -> bool:
        """
        Whether what was named is not there.
        """
        return self.status == httpx.codes.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Service:
    """
    One of the two services.
    """

    client: httpx.AsyncClient
    token: str

    async def ask(
        self, method: str, path: str, owner: str, body: object = None, **query: str
    ) -> dict[str, Any]:
        """
        Ask in the name of an owner, and give the answer.

        :raises ServiceRefusedError: when the service refuses.
        :raises UnavailableError: when it does not answer, or not as agreed.
        """
        try:
            answer = await self.client.request(
                method,
                path,
                json=body,
                params=query,
                headers={"authorization": f"Bearer {self.token}", "x-twinlens-owner": owner},
                timeout=PATIENCE_SECONDS,
            )
            told = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise UnavailableError(f"{path} does not answer for now; try again soon.") from error
        if answer.status_code in REFUSALS and isinstance(told, dict):
            raise ServiceRefusedError(answer.status_code, told)
        if not answer.is_success or not isinstance(told, dict):
            raise UnavailableError(f"{path} answered {answer.status_code}.")
        return told
