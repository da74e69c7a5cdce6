"""
Asking grouping and dedup which groups some files are in.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import httpx
import orjson

from gateway.versions import DuplicateGroup, Member, VersionGroup
from mediacore.errors import UnavailableError

MAX_PATHS = 10_000

G = TypeVar("G")


class GroupLookup:
    """
    The two questions, each one request whatever the number of files.
    """

    def __init__(self, grouping: httpx.AsyncClient, dedup: httpx.AsyncClient, token: str) -> None:
        self._grouping = grouping
        self._dedup = dedup
        self._headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}

    async def versions(self, paths: Sequence[str]) -> list[VersionGroup]:
        """
        Give the groups of versions of up to 10,000 library paths.

        :raises UnavailableError: when grouping does not answer, or not as agreed.
        """
        return await self._ask(self._grouping, "/groups/lookup", paths, _version_group)

    async def duplicates(self, paths: Sequence[str]) -> list[DuplicateGroup]:
        """
        Give the groups of duplicates of up to 10,000 library paths.

        :raises UnavailableError: when dedup does not answer, or not as agreed.
        """
        return await self._ask(self._dedup, "/duplicates/lookup", paths, _duplicate_group)

    async def _ask(
        self,
        client: httpx.AsyncClient,
        path: str,
        paths: Sequence[str],
        read: Callable[[dict[str, Any]], G],
    ) -> list[G]:
        body = orjson.dumps({"paths": list(paths[:MAX_PATHS]), "owner": None})
        try:
            answer = await client.post(path, content=body, headers=self._headers)
            answer.raise_for_status()
            return [read(group) for group in orjson.loads(answer.content)["groups"]]
        except httpx.HTTPError as error:
            raise UnavailableError(f"{path} does not answer: {error}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise UnavailableError(f"{path} answers in another shape: {error!r}") from error


def _members(group: dict[str, Any], kind: str) -> tuple[Member, ...]:
    return tuple(
        Member(row["path"], row["filename"], row.get("type", kind), row["size"])
        for row in group["members"]
    )


def _version_group(group: dict[str, Any]) -> VersionGroup:
    return VersionGroup(
        group_id=group["group_id"],
        group_type=group["group_type"],
        switchable=group["switchable"],
        primary_path=group["primary_path"],
        members=_members(group, ""),
    )


def _duplicate_group(group: dict[str, Any]) -> DuplicateGroup:
    return DuplicateGroup(
        group_id=group["group_id"],
        duplicate_type=group["duplicate_type"],
        similarity=group["similarity"],
        members=_members(group, ""),
    )
