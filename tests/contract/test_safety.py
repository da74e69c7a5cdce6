"""
These tests leave an account as they found it, and an account that somebody needs alone.
"""

import signal
import subprocess
import sys
from dataclasses import replace

import httpx
import pytest

from tests.contract.immich import Immich, ManyAssetsError
from tests.contract.made import Made, new_name
from tests.contract.server import NAMED, Server, named, standing_in
from tests.waiting import wait_until

BROKEN_OFF = """
import os, signal, sys
from tests.contract.immich import Immich
from tests.contract.made import Made
from tests.contract.server import named

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started this may ignore it
made = Made(Immich(named()))
print(made.picture().name, flush=True)
os.kill(os.getpid(), signal.SIGINT)
"""
GIVEN = dict(zip(NAMED, ("http://nas:2283/", "a@b.c", "secret"), strict=True))


def environ(server: Server) -> dict[str, str]:
    """
    Name a server as the environment does.
    """
    return dict(zip(NAMED, (server.url, server.email, server.password), strict=True))


def test_server_is_named_by_the_environment(tmp_path: object) -> None:
    """
    Without an address there is none; with one, the account is wanted, too.
    """
    assert named({}) is None
    assert named(GIVEN) == Server("http://nas:2283", "a@b.c", "secret")
    told = named({**GIVEN, "MEDIA_PATH": str(tmp_path), "IMMICH_MANY": "1"})
    assert told is not None
    assert (str(told.media), told.may_be_large) == (str(tmp_path), True)
    with pytest.raises(LookupError, match="IMMICH_EMAIL and IMMICH_PASSWORD"):
        named({"IMMICH_URL": "http://nas:2283"})


def test_account_with_many_assets_is_left_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    """
    Unless whoever runs the tests says that it may be used.
    """
    with standing_in("3", tmp_path_factory.mktemp("many"), STAND_IN_ASSETS="1001") as server:
        immich = Immich(server)
        with pytest.raises(ManyAssetsError, match="IMMICH_MANY=1"):
            immich.refuse_many()
        immich.server = replace(server, may_be_large=True)
        immich.refuse_many()
        immich.close()


def test_everything_made_is_removed(immich: Immich) -> None:
    """
    The newest first; what is gone already hinders nothing.
    """
    made = Made(immich)
    picture = made.picture()
    album, link = made.album([picture.asset_id]), made.link([picture.asset_id])
    stack = made.stack([picture.asset_id, made.picture().asset_id])
    key, session = made.key("all"), made.session()
    immich.json("DELETE", f"/stacks/{stack['id']}")
    made.clear()

    wait_until(lambda: not immich.ids(originalFileName=picture.name, withDeleted=True))
    assert album["id"] not in [one["id"] for one in immich.json("GET", "/albums")]
    assert link["id"] not in [one["id"] for one in immich.json("GET", "/shared-links")]
    assert session["id"] not in [one["id"] for one in immich.json("GET", "/sessions")]
    assert key.is_closed


def test_what_cannot_be_removed_hinders_nothing_else(immich: Immich) -> None:
    """
    And is told at the end.
    """
    made = Made(immich)
    picture = made.picture()
    made.then(lambda: pytest.fail("it stays"))
    with pytest.raises(pytest.fail.Exception, match="it stays"):
        made.clear()

    wait_until(lambda: not immich.ids(originalFileName=picture.name, withDeleted=True))


def test_breaking_off_removes_everything(immich: Immich, server: Server) -> None:
    """
    Ctrl-C in the middle leaves neither a picture nor a session behind.
    """
    before = immich.json("GET", "/sessions")
    run = subprocess.run(
        [sys.executable, "-c", BROKEN_OFF],
        env=environ(server),
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == -signal.SIGINT
    assert run.stdout.startswith(new_name()[:14])
    name = run.stdout.strip()
    wait_until(lambda: not immich.ids(originalFileName=name, withDeleted=True))
    assert len(immich.json("GET", "/sessions")) == len(before)


def test_upload_that_was_refused_is_no_upload(immich: Immich, made: Made) -> None:
    """
    A file that is no picture fails the test that sends it.
    """
    with pytest.raises(AssertionError):
        made.send(new_name(".txt"), b"no picture")

    assert immich.ask("GET", "/server/ping").status_code == httpx.codes.OK
