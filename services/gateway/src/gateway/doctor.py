"""
`python -m gateway.doctor`: a look at everything that can go wrong, and what to do about it.

It asks a running gateway. Where none answers and the settings of one are at hand, it looks itself.
"""

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import orjson

from gateway import env_file
from gateway.doctor_rules import GATEWAY, IMMICH, judge_scopes
from gateway.operations import examined_whole
from gateway.rooms import open_rooms
from gateway.settings import CONFIG, GatewaySettings
from mediacore.errors import SettingsError
from mediacore.findings import SEVERITY, Finding, Level, worst, worst_first
from mediacore.logs import configure_logging
from mediacore.self_check import judge_disk
from mediacore.settings import load_settings

ASKING_SECONDS = 20.0
REFUSED = (401, 403)
PORT = "3000"
EVERYWHERE = ("0.0.0.0", "::", "[::]")  # noqa: S104 - what others listen on is looked for, not bound
MARKS = {Level.OK: "ok", Level.WARNING: "warning", Level.ERROR: "ERROR"}

Environ = Mapping[str, str]


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """
    Read the command line.
    """
    parser = argparse.ArgumentParser(prog="doctor", description=__doc__)
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--url", default="", help="the gateway's address; GATEWAY_URL")
    parser.add_argument("--ui", default="", help="under which address people come")
    parser.add_argument("--token-file", type=Path, help="holds the service token")
    parser.add_argument(
        "--env-file", type=Path, help="what `docker compose` is told, if it is there"
    )
    parser.add_argument("--data", type=Path, help="a folder whose disk must not be full")
    return parser.parse_args(words)


async def look(chosen: argparse.Namespace, environ: Environ) -> list[Finding]:
    """
    Give all findings, the worst first.
    """
    url = chosen.url or environ.get("GATEWAY_URL") or published(environ)
    async with httpx.AsyncClient(base_url=url, timeout=ASKING_SECONDS, trust_env=False) as client:
        found = await asked(client, _token(chosen, environ), chosen.ui)
        if found is None:
            found = [_away(url), *await looked_itself(chosen.ui)]
        elif key := environ.get("IMMICH_API_KEY", ""):
            found.append(await key_looked_at(client, key))
    if chosen.data is not None and chosen.data.is_dir():
        usage = shutil.disk_usage(chosen.data)
        found.append(judge_disk(GATEWAY, str(chosen.data), usage.free, usage.total))
    return worst_first(found)


def published(environ: Environ) -> str:
    """
    Give the address at which this machine's gateway listens, be it in a container.
    """
    host = environ.get("TWINLENS_HOST") or EVERYWHERE[0]
    if host in EVERYWHERE:
        host = "127.0.0.1"
    elif ":" in host:
        host = f"[{host.strip('[]')}]"
    return f"http://{host}:{environ.get('GATEWAY_PORT') or PORT}"


def told_by(file: Path, environ: MutableMapping[str, str]) -> list[Finding]:
    """
    Add what a file of `docker compose` says to the environment, whose word counts more.
    """
    try:
        said = env_file.read(file.read_text(encoding="utf-8"), environ)
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, env_file.EnvFileError) as error:
        todo = "Mend it; docs/configuration.md says how values are written there."
        return [Finding("env-file", Level.ERROR, f"{file} cannot be read: {error}", todo, GATEWAY)]
    environ.update(said)
    return []


def _token(chosen: argparse.Namespace, environ: Environ) -> str:
    told = environ.get("SERVICE_TOKEN", "")
    file: Path | None = chosen.token_file
    if told or file is None or not file.exists():
        return told
    return file.read_text(encoding="utf-8").strip()


async def asked(client: httpx.AsyncClient, token: str, ui: str) -> list[Finding] | None:
    """
    Ask a running gateway; nothing when none answers.
    """
    headers = {"authorization": f"Bearer {token}"} if token else {}
    try:
        answer = await client.get("/api/health", headers=headers, params={"ui": ui})
        body: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    if "findings" not in body:
        return [
            Finding(
                "gateway-token",
                Level.ERROR,
                "The gateway does not take the service token, or is of another version.",
                "Say SERVICE_TOKEN=… as the gateway has it (`.env`).",
                GATEWAY,
            )
        ]
    return [Finding.told(one) for one in body["findings"]]


def _away(url: str) -> Finding:
    return Finding(
        "gateway-reachable",
        Level.ERROR,
        f"No gateway answers at {url}.",
        "Start it (`make run`, `docker compose up -d`), or say GATEWAY_URL=…; its log says more.",
        GATEWAY,
    )


async def looked_itself(ui: str) -> list[Finding]:
    """
    Look with the settings of this environment; nothing where there are none.
    """
    try:
        settings = load_settings(GatewaySettings, CONFIG)
    except SettingsError:
        return []
    async with open_rooms(settings.model_copy(update={"background": False})) as parts:
        told = await examined_whole(parts, ui, None)
    return [Finding.told(one) for one in told["findings"]]


async def key_looked_at(client: httpx.AsyncClient, key: str) -> Finding:
    """
    Ask Immich, through the gateway, what an API key may do.
    """
    name = "credential-scopes"
    try:
        answer = await client.get("/api/api-keys/me", headers={"x-api-key": key})
        if answer.status_code in REFUSED:
            what = "Immich does not know the API key."
            return Finding(name, Level.ERROR, what, "Make one in Immich, User settings.", IMMICH)
        return judge_scopes(frozenset(answer.json()["permissions"]))
    except (httpx.HTTPError, ValueError, LookupError) as error:
        what = f"What the API key may do is not known: {type(error).__name__}."
        return Finding(name, Level.WARNING, what, "See whether Immich answers.", IMMICH)


def shown(found: Sequence[Finding]) -> str:
    """
    Give the findings as people read them: what is wrong with what to do, the rest in a line each.
    """
    lines = []
    for one in found:
        lines.append(f"{MARKS[one.level]:8}{one.part:10}{one.id}: {one.what}")
        if one.todo:
            lines.append(f"{'':18}→ {one.todo}")
    counted = {level: sum(one.level is level for one in found) for level in SEVERITY}
    errors, warnings, fine = (counted[level] for level in (Level.ERROR, Level.WARNING, Level.OK))
    return "\n".join([*lines, f"{errors} errors, {warnings} warnings, {fine} fine"])


async def main(words: Sequence[str], environ: MutableMapping[str, str]) -> int:
    """
    Look and tell; 1 when something is broken.
    """
    configure_logging(level="error")
    chosen = arguments(words)
    found = told_by(chosen.env_file, environ) if chosen.env_file is not None else []
    found = worst_first([*found, *await look(chosen, environ)])
    bad = worst(found)
    if chosen.json:
        told = {"level": bad.value, "findings": [one.body() for one in found]}
        sys.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n")
    else:
        sys.stdout.write(shown(found) + "\n")
    return int(bad is Level.ERROR)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:], os.environ)))
