"""
The examples for proxies in front, as far as they can be tried here.
"""

import asyncio
from pathlib import Path

import yaml

from localstack.ports import LOOPBACK, free_port
from tests.architecture import tree
from tests.architecture.deployment import services
from tests.architecture.test_docs import fenced
from tests.integration.gateway.scripted import DEADLINE, scripted_server
from tests.integration.nginx.web import AS_WE_ARE, PROGRAM

PAGE = tree.ROOT / "docs/reverse-proxy.md"
PORTS = {"8080", "3000"}
FRAME = """
pid {run}/pid; error_log {run}/errors.log; events {{}}
http {{ access_log off; client_body_temp_path {run}/b; proxy_temp_path {run}/p;
fastcgi_temp_path {run}/f; uwsgi_temp_path {run}/u; scgi_temp_path {run}/s; {example} }}
"""


def example(language: str) -> str:
    """
    Give the page's example in a language.
    """
    (found,) = fenced(PAGE.read_text(encoding="utf-8"), language)
    return found


def nginx_here(run: Path, port: int, web: str, gateway: str) -> str:
    """
    Give the example for nginx with the places of a test, and without TLS.
    """
    lines = [line for line in example("nginx").splitlines() if "ssl_certificate" not in line]
    text = "\n".join(lines).replace("listen 443 ssl", f"listen {LOOPBACK}:{port}")
    text = text.replace("8080", web.rpartition(":")[2]).replace(
        "3000;", gateway.rpartition(":")[2] + ";"
    )
    return FRAME.format(run=run, example=text)


async def test_nginx_leads_to_both(tmp_path: Path) -> None:
    """
    Each name to its port, with who asks, and a body of any size.
    """
    port = free_port()
    async with scripted_server() as web, scripted_server() as gateway:
        config = tmp_path / "nginx.conf"
        text = nginx_here(tmp_path, port, web.url, gateway.url)
        await asyncio.to_thread(config.write_text, text)
        process = await asyncio.create_subprocess_exec(
            *(PROGRAM, "-p", tmp_path, "-c", config, "-g", AS_WE_ARE)
        )
        async with asyncio.timeout(DEADLINE):
            await answered(port, "photos.example.org")
            await answered(port, "immich.example.org")
        process.terminate()
        await process.wait()

    for seen, host in ((web.seen[-1], "photos"), (gateway.seen[-1], "immich")):
        assert len(seen.body) == 2**21
        assert seen.header("host") == [f"{host}.example.org"]
        assert seen.header("x-forwarded-for") == [LOOPBACK]
        assert seen.header("x-forwarded-proto") == ["http"]


async def answered(port: int, host: str) -> None:
    """
    Send a large body as soon as somebody listens.
    """
    head = f"POST / HTTP/1.0\r\nHost: {host}\r\nContent-Length: {2**21}\r\n\r\n".encode()
    while True:
        try:
            reader, writer = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            await asyncio.sleep(0.01)
            continue
        writer.write(head + bytes(2**21))
        assert (await reader.read()).startswith(b"HTTP/1.1 200")
        writer.close()
        return


def test_traefik_and_caddy_lead_to_the_published_ports() -> None:
    """
    And to nothing else.
    """
    told = yaml.safe_load(example("yaml"))["http"]
    urls = {
        server["url"].rpartition(":")[2]
        for one in told["services"].values()
        for server in one["loadBalancer"]["servers"]
    }
    published = {one["ports"][0].split(":")[1] for one in services().values() if "ports" in one}

    assert urls == published == PORTS
    assert {one["service"] for one in told["routers"].values()} == set(told["services"])
    assert all(f"reverse_proxy 127.0.0.1:{port}" in example("caddy") for port in PORTS)
