"""
Immich, as one caller may act in it: every call carries that caller's own credential.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from gateway.credentials import Credentials
from gateway.immich_assets import Album, ImmichAsset, read_asset
from mediacore.errors import ForbiddenError, TwinlensError, UnauthorizedError, UnavailableError

AT_A_TIME = 4
REFUSALS = frozenset({httpx.codes.BAD_REQUEST, httpx.codes.NOT_FOUND})
AWAY = "Immich does not answer for now; try again soon."


class NotInImmichError(TwinlensError):
    """
    Raised when Immich does not know what was named, or does not let this caller touch it.
    """


@dataclass(frozen=True, slots=True)
class Hand:
    """
    What one caller does in Immich.
    """

    client: httpx.AsyncClient
    credentials: Credentials

    async def _ask(self, method: str, path: str, body: object = None, **query: str) -> Any:
        """
        Ask, and give the JSON of the answer.

        :raises NotInImmichError: when what is named is unknown, or not the caller's.
        :raises UnauthorizedError: when the credential is not valid any more.
        :raises ForbiddenError: when it does not reach that far.
        :raises UnavailableError: when there is no answer.
        """
        told = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in self.credentials.headers]
        try:
            answer = await self.client.request(
                method,
                f"/api{path}",
                headers=told,
                params=dict(self.credentials.query) | query,
                json=body,
            )
        except httpx.HTTPError as error:
            raise UnavailableError(AWAY) from error
        if answer.status_code in REFUSALS:
            raise NotInImmichError(_message(answer))
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            raise UnauthorizedError(_message(answer))
        if answer.status_code == httpx.codes.FORBIDDEN:
            raise ForbiddenError(_message(answer))
        if not answer.is_success:
            raise UnavailableError(f"Immich answered {answer.status_code} to {path}.")
        try:
            return answer.json() if answer.content else None
        except ValueError as error:
            raise UnavailableError("Immich's answer is not JSON; is IMMICH_URL right?") from error

    async def has_trash(self) -> bool:
        """
        Tell whether what is deleted goes to the trash first.
        """
        return bool((await self._ask("GET", "/server/features"))["trash"])

    async def asset(self, asset_id: str) -> ImmichAsset | None:
        """
        Show an asset, or nothing where the caller may not see any.
        """
        try:
            return read_asset(await self._ask("GET", f"/assets/{asset_id}"))
        except NotInImmichError:
            return None

    async def assets(self, ids: Iterable[str]) -> dict[str, ImmichAsset]:
        """
        Show those of some assets that the caller may see.
        """
        gate = asyncio.Semaphore(AT_A_TIME)

        async def one(asset_id: str) -> ImmichAsset | None:
            async with gate:
                return await self.asset(asset_id)

        shown = await asyncio.gather(*(one(asset_id) for asset_id in dict.fromkeys(ids)))
        return {asset.asset_id: asset for asset in shown if asset is not None}

    async def trash(self, ids: Sequence[str]) -> None:
        """
        Move assets to the trash, all or none.
        """
        await self._ask("DELETE", "/assets", {"ids": list(ids)})

    async def restore(self, ids: Sequence[str]) -> None:
        """
        Take assets out of the trash, all or none.
        """
        await self._ask("POST", "/trash/restore/assets", {"ids": list(ids)})

    async def stack_members(self, stack_id: str) -> tuple[str, ...]:
        """
        Name those of a stack's assets that show.
        """
        stack = await self._ask("GET", f"/stacks/{stack_id}")
        return tuple(asset["id"] for asset in stack["assets"])

    async def put_on_top(self, stack_id: str, asset_id: str) -> None:
        """
        Make an asset its stack's primary.
        """
        await self._ask("PUT", f"/stacks/{stack_id}", {"primaryAssetId": asset_id})

    async def albums_with(self, asset_id: str) -> tuple[Album, ...]:
        """
        Name the albums that an asset is in, shared ones too.
        """
        found = await self._ask("GET", "/albums", assetId=asset_id)
        return tuple(Album(album["id"], album["albumName"]) for album in found)

    async def put_in_album(self, album_id: str, asset_id: str) -> None:
        """
        Put an asset into an album; it may be there already.

        :raises NotInImmichError: when the caller may only look at the album.
        """
        results = await self._ask("PUT", f"/albums/{album_id}/assets", {"ids": [asset_id]})
        _check(results)

    async def take_from_album(self, album_id: str, asset_id: str) -> None:
        """
        Take an asset out of an album.
        """
        await self._ask("DELETE", f"/albums/{album_id}/assets", {"ids": [asset_id]})

    async def tag(self, tag_id: str, asset_id: str) -> None:
        """
        Give an asset a tag; it may have it already.
        """
        _check(await self._ask("PUT", f"/tags/{tag_id}/assets", {"ids": [asset_id]}))

    async def untag(self, tag_id: str, asset_id: str) -> None:
        """
        Take a tag from an asset.
        """
        await self._ask("DELETE", f"/tags/{tag_id}/assets", {"ids": [asset_id]})

    async def update(self, asset_id: str, fields: dict[str, Any]) -> None:
        """
        Change fields of an asset.
        """
        await self._ask("PUT", f"/assets/{asset_id}", fields)

    async def everybody(self) -> frozenset[str] | None:
        """
        Name all users of Immich, or nothing where it keeps them from each other.
        """
        if not (await self._ask("GET", "/server/config")).get("publicUsers", False):
            return None
        return frozenset(user["id"] for user in await self._ask("GET", "/users"))

    async def import_paths(self) -> tuple[tuple[str, str], ...]:
        """
        Give owner and folder of all external libraries, as only an admin may ask.
        """
        return tuple(
            (library["ownerId"], path)
            for library in await self._ask("GET", "/libraries")
            for path in library["importPaths"]
        )


def _check(results: Sequence[dict[str, Any]]) -> None:
    """
    Raise what a result for each asset says went wrong.
    """
    for result in results:
        if not result["success"] and result.get("error") != "duplicate":
            raise NotInImmichError(str(result.get("error")))


def _message(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["message"])
    except (ValueError, KeyError, TypeError):
        return f"Immich answered {answer.status_code}."
