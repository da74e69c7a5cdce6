"""
A server to check, an account there, and what a test makes in it.
"""

from collections.abc import Iterator

import pytest

from tests.contract.immich import Immich
from tests.contract.made import Made
from tests.contract.server import STAND_INS, Server, named, standing_in

REAL = named()


def versions() -> list[str]:
    """
    Give what is checked: the server that was named, else both stand-ins.
    """
    return list(STAND_INS) if REAL is None else ["real"]


@pytest.fixture(scope="module", params=versions())
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """
    The Immich that is checked.
    """
    if REAL is None:
        with standing_in(request.param, tmp_path_factory.mktemp("immich")) as running:
            yield running
    else:  # pragma: no cover - only where somebody names a server
        yield REAL


@pytest.fixture(scope="module")
def immich(server: Server) -> Iterator[Immich]:
    """
    The account, signed in.
    """
    account = Immich(server)
    account.refuse_many()
    yield account
    account.close()


@pytest.fixture
def made(immich: Immich) -> Iterator[Made]:
    """
    What a test makes; after it, or when it is broken off, all of it is removed.
    """
    making = Made(immich)
    yield making
    making.clear()
