"""
Tests of the doctor, as a person runs it.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import orjson
import pytest

from gateway import doctor
from mediacore.findings import Finding, Level, fine
from tests.integration.gateway.scripted import NOWHERE, TOKEN, Gateway, Scripted, running_gateway

NOBODY = "http://127.0.0.1:9"
BAD = Finding("redis", Level.ERROR, "It is away.", "Start it.", "dedup")


async def looked(
    gateway: Gateway, *words: str, environ: Mapping[str, str] | None = None
) -> dict[str, Finding]:
    """
    Let the doctor look at a gateway; the worst finding of each name.
    """
    told = {"SERVICE_TOKEN": TOKEN} if environ is None else environ
    found = await doctor.look(doctor.arguments(["--url", gateway.url, *words]), told)
    return {one.id: one for one in reversed(found)}


async def test_gateway_tells_the_doctor(gateway: Gateway) -> None:
    """
    All that it found; and without a key nothing of keys.
    """
    found = await looked(gateway)

    assert found["immich-version"].level is Level.ERROR
    assert "gateway-reachable" not in found
    assert "credential-scopes" not in found


async def test_disk_of_the_data_is_looked_at(gateway: Gateway, tmp_path: Path) -> None:
    """
    A folder that is not there has no disk.
    """
    there = await doctor.look(
        doctor.arguments(["--url", gateway.url, "--data", str(tmp_path)]), {"SERVICE_TOKEN": TOKEN}
    )
    gone = await looked(gateway, "--data", str(tmp_path / "gone"))

    assert [one for one in there if str(tmp_path) in one.what]
    assert not [one for one in gone.values() if str(tmp_path) in one.what]


async def test_token_may_lie_in_a_file(gateway: Gateway, tmp_path: Path) -> None:
    """
    The local stack keeps it there.
    """
    file = tmp_path / "service-token"
    file.write_text(f"{TOKEN}\n")

    found = await looked(gateway, "--token-file", str(file), environ={})

    assert "gateway-token" not in found


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "http://127.0.0.1:3000"),
        ({"TWINLENS_HOST": "", "GATEWAY_PORT": ""}, "http://127.0.0.1:3000"),
        ({"TWINLENS_HOST": "0.0.0.0", "GATEWAY_PORT": "3100"}, "http://127.0.0.1:3100"),
        ({"TWINLENS_HOST": "192.168.1.5"}, "http://192.168.1.5:3000"),
        ({"TWINLENS_HOST": "[fd00::5]"}, "http://[fd00::5]:3000"),
    ],
)
def test_gateway_is_looked_for_where_it_is_published(environ: dict[str, str], url: str) -> None:
    """
    On the address that it is told to listen on.
    """
    assert doctor.published(environ) == url


async def test_token_may_stand_in_the_file_of_compose(
    gateway: Gateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    As compose reads it: quotes are no part of it.
    """
    file = tmp_path / ".env"
    file.write_text(f"SERVICE_TOKEN='{TOKEN}'  # ours\nPUID=\n")
    environ: dict[str, str] = {}

    await doctor.main(["--url", gateway.url, "--env-file", str(file)], environ)

    assert environ == {"SERVICE_TOKEN": TOKEN, "PUID": ""}
    assert "gateway-token" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, []),
        (b"SERVICE_TOKEN='a", ["The quotes of line 1 do not end, or something follows them."]),
        (b"A=\xff", ["'utf-8' codec can't decode byte 0xff in position 2: invalid start byte"]),
    ],
)
def test_file_of_compose_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | None, said: list[str]
) -> None:
    """
    One that is not there is none.
    """
    file = tmp_path / ".env"
    if content is not None:
        file.write_bytes(content)
    found = doctor.told_by(file, {})

    assert [one.what for one in found] == [f"{file} cannot be read: {text}" for text in said]
    assert {one.id for one in found} <= {"env-file"}


@pytest.mark.parametrize("words", [(), ("--token-file", "/nowhere")])
async def test_wrong_token_is_told(gateway: Gateway, words: tuple[str, ...]) -> None:
    """
    The gateway is up, and says no more than to everybody.
    """
    found = await looked(gateway, *words, environ={})

    assert list(found) == ["gateway-token"]


async def test_gateway_away_is_told_alone_without_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    There is nothing else to look at.
    """
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = await doctor.look(doctor.arguments([]), {"GATEWAY_URL": NOBODY})

    assert [one.id for one in found] == ["gateway-reachable"]


async def test_doctor_looks_itself_where_the_gateway_is_away(
    immich: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With the settings of the gateway that does not start.
    """
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    monkeypatch.setenv("SERVICE_TOKEN", TOKEN)
    monkeypatch.setenv("IMMICH_URL", immich.url)
    found = await doctor.look(doctor.arguments([]), {"GATEWAY_URL": NOBODY})

    bad = {one.id for one in found if one.level is Level.ERROR}
    assert bad >= {"gateway-reachable", "database", "service-reachable"}


@pytest.mark.parametrize(
    ("answer", "status", "level", "said"),
    [
        ({"permissions": ["all"]}, 200, Level.OK, "everything"),
        ({"message": "Invalid API key"}, 401, Level.ERROR, "does not know"),
    ],
)
async def test_key_is_looked_at(
    gateway: Gateway,
    immich: Scripted,
    answer: dict[str, object],
    status: int,
    level: Level,
    said: str,
) -> None:
    """
    Immich is asked through the gateway.
    """
    immich.say("/api/api-keys/me", answer, status=status)

    found = await looked(gateway, environ={"SERVICE_TOKEN": TOKEN, "IMMICH_API_KEY": "key"})

    assert found["credential-scopes"].level is level
    assert said in found["credential-scopes"].what


async def test_key_is_not_known_while_immich_is_away() -> None:
    """
    That is a warning of its own.
    """
    async with running_gateway(NOBODY) as running:
        environ = {"SERVICE_TOKEN": TOKEN, "IMMICH_API_KEY": "key"}
        found = await looked(running, environ=environ)

    assert "is not known" in found["credential-scopes"].what


def test_people_read_what_to_do_below_what_is_wrong() -> None:
    """
    What is fine takes a line.
    """
    text = doctor.shown([BAD, fine("redis", "grouping", "It answers.")])

    assert text.splitlines() == [
        "ERROR   dedup     redis: It is away.",
        "                  → Start it.",
        "ok      grouping  redis: It answers.",
        "1 errors, 0 warnings, 1 fine",
    ]


@pytest.mark.parametrize(("words", "start"), [([], "ERROR"), (["--json"], "{")])
async def test_what_is_found_is_written(
    gateway: Gateway, capsys: pytest.CaptureFixture[str], words: list[str], start: str
) -> None:
    """
    The worst first, or all as JSON; and how it ended.
    """
    asked = ["--url", gateway.url, *words]
    code = await doctor.main(asked, {"SERVICE_TOKEN": TOKEN})

    assert code == 1
    assert capsys.readouterr().out.startswith(start)


@pytest.mark.parametrize("words", [[], ["--json"]])
async def test_broken_installation_ends_with_one(gateway: Gateway, words: list[str]) -> None:
    """
    For scripts, and in JSON for programs.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "gateway.doctor", "--url", gateway.url, *words),
        env={**os.environ, "SERVICE_TOKEN": TOKEN},
        stdout=asyncio.subprocess.PIPE,
    )
    text, _ = await process.communicate()

    assert process.returncode == 1
    if words:
        assert orjson.loads(text)["level"] == "error"
    else:
        assert b"immich-version" in text
