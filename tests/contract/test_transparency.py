"""
The gateway before this very server: nobody can tell whether it is there.
"""

import re
from collections.abc import Iterator

import httpx
import pytest

from gateway.main import server as gateway_server
from gateway.settings import GatewaySettings
from tests.contract.immich import Immich, client
from tests.contract.made import Made, as_form, new_name, new_picture
from tests.contract.server import in_thread

OF_THE_HOUR = {"date", "x-immich-cid", "x-correlation-id", "connection", "keep-alive"}
REQUEST_ID = re.compile(rb'"correlationId":"[^"]*"')  # version 2 has it in its errors
NOWHERE = "postgresql://nobody@127.0.0.1:9/none"  # a gateway without it still passes through
PATHS = (
    "/.well-known/immich",
    "/",
    "/custom.css",
    "/api/server/ping",
    "/api/server/version",
    "/api/server/features",
    "/api/server/config",
    "/api/server/media-types",
    "/api/users/me",
    "/api/users/me/preferences",
    "/api/albums",
    "/api/stacks",
    "/api/partners?direction=shared-with",
    "/api/timeline/buckets?visibility=timeline",
    "/api/timeline/bucket?timeBucket=1991-03-01",
    "/api/assets/{id}",
    "/api/assets/{id}/original",
    "/api/assets/{id}/original?x=%2F..%2f&&=",
    "/api/assets/00000000-0000-4000-8000-000000000001",
    "/api/assets/nonsense",
    "/api/view/folder/unique-paths",
    "/api/nope",
    "/api//assets",
)
CONDITIONS: tuple[dict[str, str], ...] = (
    {},
    {"accept-encoding": "gzip"},
    {"range": "bytes=0-9"},
    {"authorization": "Bearer wrong"},
)


@pytest.fixture(scope="module")
def through(immich: Immich) -> Iterator[httpx.Client]:
    """
    The same account, by way of a gateway.
    """
    settings = {
        "immich_url": immich.server.url,
        "service_token": "0123456789abcdef0123",
        "database_url": NOWHERE,
        "media_path": "/mnt",
        "background": False,
    }
    gateway = gateway_server(GatewaySettings.model_validate(settings))
    with in_thread(gateway) as url, client(url, authorization=f"Bearer {immich.token}") as made:
        yield made


def seen(client: httpx.Client, path: str, headers: dict[str, str]) -> tuple[object, ...]:
    """
    Give what can be told of an answer: status, headers and the bytes on the wire, but for what is
    the request's own.
    """
    told = {"host": "photos.example", "accept-encoding": "identity", **headers}
    with client.stream("GET", path, headers=told) as answer:
        body = b"".join(answer.iter_raw())
    same, numbered = REQUEST_ID.subn(b"", body)
    dropped = OF_THE_HOUR | ({"etag"} if numbered else set())
    kept = [pair for pair in answer.headers.multi_items() if pair[0] not in dropped]
    return answer.status_code, sorted(kept), same


@pytest.mark.parametrize("headers", CONDITIONS, ids=str)
def test_answers_are_the_servers_own(
    immich: Immich, made: Made, through: httpx.Client, headers: dict[str, str]
) -> None:
    """
    Status, headers and bytes, whatever is asked and however.
    """
    asset_id = made.ready(made.picture()).asset_id
    paths = [path.replace("{id}", asset_id) for path in PATHS]
    direct = {path: seen(immich.client, path, headers) for path in paths}

    assert {path: seen(through, path, headers) for path in paths} == direct


def test_upload_arrives_as_it_was_sent(immich: Immich, made: Made, through: httpx.Client) -> None:
    """
    Its bytes are the file's; sent again without the gateway, it is known.
    """
    name, content = new_name(".jpg"), new_picture()
    fields, files = as_form(name, content)
    answer = through.post("/api/assets", data=fields, files=files)
    ids = [answer.json()["id"]]
    made.then(lambda: made.gone("DELETE", "/assets", {"ids": ids, "force": True}))
    again = made.send(name, content)

    assert (answer.status_code, answer.json()["status"]) == (201, "created")
    assert (again.status_code, again.json()["id"]) == (200, ids[0])
    assert immich.ask("GET", f"/assets/{ids[0]}/original").content == content
