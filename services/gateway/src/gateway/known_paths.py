"""
Asking grouping which files there are in the library.
"""

from collections.abc import Sequence

import httpx
import orjson

from mediacore.errors import UnavailableError

MAX_ASKED = 5_000
SECONDS = 30.0


class KnownPaths:
    """
    The question, by path and by name.
    """

    def __init__(self, grouping: httpx.AsyncClient, token: str) -> None:
        self._grouping = grouping
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    async def known(self, paths: Sequence[str]) -> list[str]:
        """
        Give those of up to 5,000 library paths that grouping has in its inventory.

        :raises UnavailableError: when grouping does not answer, or not as agreed.
        """
        return await self._ask({"paths": list(paths)}, "paths")

    async def named(self, names: Sequence[str]) -> list[str]:
        """
        Give the library paths of files with any of up to 5,000 names.

        :raises UnavailableError: when grouping does not answer, or not as agreed.
        """
        return await self._ask({"names": list(names)}, "named")

    async def _ask(self, body: dict[str, list[str]], wanted: str) -> list[str]:
        try:
            answer = await self._grouping.post(
                "/files/known",
                content=orjson.dumps(body),
                headers=self._headers,
                timeout=SECONDS,
            )
            answer.raise_for_status()
            return [str(path) for path in orjson.loads(answer.content)[wanted]]
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise UnavailableError(
                f"grouping does not tell what files it knows: {error!r}"
            ) from error
