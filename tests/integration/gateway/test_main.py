"""
Tests of the gateway as a process of its own.
"""

import asyncio
import os
import signal
import socket
import sys

import httpx
import pytest

from tests.integration.gateway.scripted import DEADLINE, NOWHERE, TOKEN


@pytest.fixture
def port() -> int:
    """
    A port nobody listens on.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


async def answer_of(url: str) -> httpx.Response:
    """
    Ask until somebody answers.
    """
    async with asyncio.timeout(DEADLINE), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                return await client.get(url)
            except httpx.TransportError:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("module", ["gateway.main", "tests.fakes.immich"])
async def test_process_serves_until_it_is_told_to_stop(module: str, port: int) -> None:
    """
    Started by its module and its environment, it answers its health check, and ends well.
    """
    env = {
        **os.environ,
        "DATABASE_URL": NOWHERE,
        "PORT": str(port),
        "SERVICE_TOKEN": TOKEN,
        "MEDIA_PATH": "tests/fakes",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", module, env=env)
    try:
        answer = await answer_of(f"http://127.0.0.1:{port}/health")
    finally:
        process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(DEADLINE):
        code = await process.wait()

    assert answer.json()["status"] == "up"
    assert code in {0, -signal.SIGTERM}
