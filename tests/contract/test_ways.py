"""
A server that does not offer a way for new files says why, and keeps nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.contract.immich import Immich
from tests.contract.made import Made, new_name, new_picture
from tests.contract.server import standing_in
from tests.contract.ways import NotOfferedError, copied, uploaded


@pytest.fixture(scope="module")
def immich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Immich]:
    """
    An account at a stand-in of its own.
    """
    with standing_in("3", tmp_path_factory.mktemp("ways")) as server:
        account = Immich(server)
        yield account
        account.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """
    A picture to bring in.
    """
    path = tmp_path / new_name(".jpg")
    path.write_bytes(new_picture())
    return [path]


@pytest.fixture
def elsewhere(immich: Immich, tmp_path: Path) -> Iterator[None]:
    """
    MEDIA_PATH is a folder that Immich knows nothing of.
    """
    server = immich.server
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    immich.server = replace(server, media=folder)
    yield
    immich.server = server


@pytest.mark.usefixtures("elsewhere")
def test_nothing_is_copied_where_no_library_is(
    immich: Immich, made: Made, files: list[Path]
) -> None:
    """
    The folder must be one that Immich reads.
    """
    with pytest.raises(NotOfferedError) as refused:
        copied(immich, made, files)

    assert "no external library" in refused.value.why


def test_nothing_is_copied_without_an_admin(immich: Immich, made: Made, files: list[Path]) -> None:
    """
    Only an admin knows the libraries.
    """
    immich.me["isAdmin"] = False
    with pytest.raises(NotOfferedError) as refused:
        copied(immich, made, files)
    immich.me["isAdmin"] = True

    assert "admin" in refused.value.why


def test_nothing_is_copied_where_nothing_can_be_written(
    immich: Immich, made: Made, files: list[Path]
) -> None:
    """
    What stands in the way stays as it is.
    """
    assert immich.server.media is not None
    in_the_way = immich.server.media / "library" / files[0].stem
    in_the_way.write_text("mine")
    with pytest.raises(NotOfferedError) as refused:
        copied(immich, made, files)

    assert "cannot be written to" in refused.value.why
    assert in_the_way.read_text() == "mine"


@pytest.mark.usefixtures("elsewhere")
def test_uploads_must_lie_where_the_services_look(
    immich: Immich, made: Made, files: list[Path]
) -> None:
    """
    Else nobody would group them.
    """
    with pytest.raises(NotOfferedError) as refused:
        uploaded(immich, made, files)

    assert "does not show" in refused.value.why


def test_uploads_must_keep_their_names(immich: Immich, made: Made, files: list[Path]) -> None:
    """
    Without a template they are called by random letters.
    """
    immich.json("PUT", "/system-config", {"storageTemplate": {"enabled": False}})
    with pytest.raises(NotOfferedError) as refused:
        uploaded(immich, made, files)

    assert "storage template" in refused.value.why
