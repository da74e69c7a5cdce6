"""
Which files are in the inventory.
"""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.integration.grouping.desk import Desk, make_application, make_client


@pytest.fixture
def client(desk: Desk, redis_url: str) -> Iterator[TestClient]:
    """
    The API over a desk with two namesakes.
    """
    desk.pair("IMG_0001", 0, 1)
    desk.jpeg("img_0001.jpg", 200, 3)
    desk.scan()
    with make_client(make_application(desk, redis_url)) as made:
        yield made


def _ask(client: TestClient, **body: list[str]) -> dict[str, list[str]]:
    answer: dict[str, list[str]] = client.post("/files/known", json=body).json()
    return answer


def test_known_paths_are_told(client: TestClient) -> None:
    """
    Of the paths asked for, those that exist come back, and nothing else does.
    """
    paths = ["IMG_0001.JPG", "elsewhere/IMG_0001.JPG"]

    assert _ask(client, paths=paths) == {"paths": ["IMG_0001.JPG"], "named": []}


def test_names_are_found_wherever_they_are(client: TestClient) -> None:
    """
    A name is found case and all.
    """
    assert _ask(client, names=["IMG_0001.JPG", "no.jpg"]) == {
        "paths": [],
        "named": ["IMG_0001.JPG"],
    }
