"""
Asking grouping and dedup for many groups in full, one request a service and owner.
"""

from collections.abc import Sequence
from typing import Any

import httpx
import orjson

from gateway.stored_groups import NOBODY
from mediacore.errors import UnavailableError

GROUPS = ("groups", "group_id")  # what an answer lists, and what tells one from another
ITEMS = ("items", "path")

Detail = dict[str, Any]


class GroupDetails:
    """
    The questions of our lists; every answer is of one owner's view.
    """

    def __init__(self, grouping: httpx.AsyncClient, dedup: httpx.AsyncClient, token: str) -> None:
        self._grouping = grouping
        self._dedup = dedup
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    async def versions(self, owner: str, ids: Sequence[str]) -> dict[str, Detail]:
        """
        Give up to 200 groups of versions by their ids; those that are gone are missing.

        :raises UnavailableError: when grouping does not answer, or not as agreed.
        """
        body = {"ids": list(ids)}
        return await self._ask(self._grouping, "/groups/details", owner, body, GROUPS)

    async def duplicates(self, owner: str, ids: Sequence[str]) -> dict[str, Detail]:
        """
        Give up to 200 groups of duplicates by their ids; those that are gone are missing.

        :raises UnavailableError: when dedup does not answer, or not as agreed.
        """
        body = {"ids": list(ids)}
        return await self._ask(self._dedup, "/duplicates/details", owner, body, GROUPS)

    async def orphans(self, owner: str, paths: Sequence[str]) -> list[Detail]:
        """
        Give what is suggested for those of up to 100 paths that are RAWs without a partner.

        :raises UnavailableError: when grouping does not answer, or not as agreed.
        """
        body = {"paths": list(paths)}
        found = await self._ask(self._grouping, "/suggestions/lookup", owner, body, ITEMS)
        return list(found.values())

    async def _ask(
        self,
        client: httpx.AsyncClient,
        path: str,
        owner: str,
        body: dict[str, Any],
        names: tuple[str, str],
    ) -> dict[str, Detail]:
        listed, key = names
        told = body | {"owner": None if owner == NOBODY else owner}
        try:
            answer = await client.post(path, content=orjson.dumps(told), headers=self._headers)
            answer.raise_for_status()
            return {one[key]: one for one in orjson.loads(answer.content)[listed]}
        except httpx.HTTPError as error:
            raise UnavailableError(f"{path} does not answer for now; try again soon") from error
        except (ValueError, KeyError, TypeError) as error:
            raise UnavailableError(f"{path} answers in another shape than expected") from error
