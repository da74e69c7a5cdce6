"""
How the web server starts: what it is told is checked before it becomes nginx's configuration.
"""

from pathlib import Path

import pytest

from tests.integration.nginx.web import ended

URLS = {"IMMICH_URL": "http://immich:2283/", "GATEWAY_URL": "http://gateway:3000"}
DNS = {"RESOLVERS": "127.0.0.11"}


async def test_names_are_looked_up_when_they_are_asked_for(tmp_path: Path) -> None:
    """
    Immich may start later than the web server, or somewhere else the next time.
    """
    code, _ = await ended(str(tmp_path), "-t", **URLS, **DNS)

    assert code == 0
    assert "proxy_pass $immich" in (tmp_path / "nginx.conf").read_text()


async def test_resolvers_are_those_of_the_machine(tmp_path: Path) -> None:
    """
    In a container these are the engine's own.
    """
    code, _ = await ended(str(tmp_path), "-t", **URLS)

    assert code == 0
    assert "@" not in "".join(
        line
        for line in (tmp_path / "nginx.conf").read_text().splitlines()
        if not line.lstrip().startswith(("#", "location", "error_page", "try_files"))
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"IMMICH_URL": ""}, "IMMICH_URL is ''"),
        ({"IMMICH_URL": "nas:2283"}, "IMMICH_URL is 'nas:2283'"),
        ({"IMMICH_URL": "http://nas/sub"}, "IMMICH_URL is 'http://nas/sub'"),
        ({"GATEWAY_URL": "http://a; return 200 x"}, "GATEWAY_URL is 'http://a; return 200 x'"),
        ({"GATEWAY_URL": "http://a\n}"}, "GATEWAY_URL is"),
        ({"TRUSTED_PROXIES": "everybody"}, "TRUSTED_PROXIES is 'everybody'"),
    ],
)
async def test_nothing_but_addresses_gets_in(
    tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    """
    A wrong one ends the start, and says which.
    """
    code, words = await ended(str(tmp_path), "-t", **{**URLS, **DNS, **wrong})

    assert code == 2
    assert said in words


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://host.docker.internal:2283", "http://172.17.0.1:2283"),
        ("http://six", "http://[fd00::1]"),
        ("https://host.docker.internal:2283/", "https://host.docker.internal:2283"),
        ("http://immich:2283", "http://immich:2283"),
        ("http://[::1]:2283", "http://[::1]:2283"),
    ],
)
async def test_names_of_the_hosts_file_are_known(tmp_path: Path, url: str, expected: str) -> None:
    """
    An Immich on the machine itself has a name there, and no name server knows it.
    """
    hosts = tmp_path / "hosts"
    hosts.write_text("# 1.2.3.4 immich\n172.17.0.1\tgateway host.docker.internal\nfd00::1 six\n")
    told = {**URLS, **DNS, "IMMICH_URL": url, "HOSTS": str(hosts)}
    code, _ = await ended(str(tmp_path), "-t", **told)

    assert code == 0
    assert f"set $immich {expected};" in (tmp_path / "nginx.conf").read_text()
