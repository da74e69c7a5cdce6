"""
Tests of a stand-in's beginning.
"""

from pathlib import Path

from httpx import ASGITransport, AsyncClient

from tests.fakes.immich.app import create_app
from tests.fakes.immich.seeding import seeded

REQUESTS = (
    ("POST", "/api/auth/login", {"email": "demo@twinlens.local", "password": "demo"}),
    ("POST", "/api/search/metadata", {"withExif": True}),
    ("POST", "/api/sync/stream", {"types": ["AssetsV1", "UsersV1"]}),
    ("POST", "/api/albums", {"albumName": "A"}),
    ("GET", "/api/albums", None),
)


async def answers(photos: Path) -> list[bytes]:
    """
    Ask a freshly seeded stand-in the same.
    """
    transport = ASGITransport(create_app(seeded(photos, seed="s")))
    async with AsyncClient(transport=transport, base_url="http://immich.test") as client:
        return [
            (await client.request(method, path, json=body)).content
            for method, path, body in REQUESTS
        ]


async def test_two_of_one_seed_answer_byte_for_byte_alike(photos: Path) -> None:
    """
    Ids, tokens and times included.
    """
    first, second = await answers(photos), await answers(photos)

    assert first == second
    assert b"accessToken" in first[0]
    assert b"L1000.JPG" in first[1]
