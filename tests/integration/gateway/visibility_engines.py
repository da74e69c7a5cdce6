"""
Services that tell whatever they know to whoever asks, as the real ones do: who may hear of it is
for the gateway to decide.
"""

import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web
from aiohttp.test_utils import TestServer

from mediacore.formats import kind_of_name
from tests.integration.gateway.list_shelf import (
    ALL_LEVELS,
    NOON,
    Put,
    duplicate_detail,
    id_of,
    version_detail,
)
from tests.integration.gateway.visibility_files import CANDIDATES, CLUSTERS, LINK, ORPHAN, PATHS

STALE = 999  # the revision that a decision names to be refused
Json = dict[str, Any]


def version_id(cluster: str) -> str:
    """
    Give the id of the group of versions that a cluster is.
    """
    return id_of(f"version {cluster}")


def duplicate_id(cluster: str) -> str:
    """
    Give the id of the group of duplicates that a cluster is.
    """
    return id_of(f"duplicate {cluster}")


def suggestion_id(place: int) -> str:
    """
    Give the id of what is suggested at a place.
    """
    return f"7-{place}"


@dataclass
class Engine:
    """
    Grouping or dedup: every cluster is one of its groups.
    """

    is_grouping: bool
    decided: list[str] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """
        Answer a request.
        """
        body = await request.read()
        asked = orjson.loads(body) if body else {}
        path = request.path
        if path.endswith(("/details", "/lookup")) or path in {"/feed", "/files/known"}:
            return web.json_response(self._told(path, asked))
        if request.method == "GET":
            return web.json_response(self._looked_up(path))
        if not path.startswith("/scan"):
            if asked.get("revision") == STALE:
                return web.json_response(self._refusal(), status=409)
            self.decided.append(f"{request.headers.get('x-twinlens-owner')} {path}")
            return web.json_response(self._decision(asked))
        return web.json_response({"run_id": 1})

    def _told(self, path: str, asked: Json) -> Json:
        if path == "/feed":
            wanted = asked.get("ids")
            groups = [one for one in self._feed() if wanted is None or one["group_id"] in wanted]
            return {"groups": groups, "gone": [], "next": None, "position": 0}
        if path == "/files/known":
            return {"paths": asked.get("paths", []), "named": []}
        if path.endswith("/lookup"):
            return {"items": [_orphan()]}
        return {"groups": [one for one in self._details() if one["group_id"] in asked["ids"]]}

    def _looked_up(self, path: str) -> Json:
        if path == "/changes":
            return {"items": [], "last": 0, "lost": False}
        if path == "/suggestions/orphan-raws":
            return {"items": [_orphan()], "next_cursor": None}
        if path == "/scan/runs":
            return {"items": [_run()]}
        if path == "/health":
            return {"status": "up"}
        problem = {"problem": "cannot be read", "attempts": 1, "retry_at": None}
        errors = [{"path": one} | problem for one in PATHS.values()]
        counts = dict.fromkeys(("total", "done", "files", "files_failed"), 1)
        told = {"state": "running", "note": None, **counts}
        return {**told, "backlog": [], "recent_errors": errors}

    def _decision(self, asked: Json) -> Json:
        named = [one["group_id"] for one in asked.get("groups", ())]
        keeper = next(iter(asked.get("keep", ())), None)
        return {
            "keeper": {"path": keeper, "size": 10, "sha256": "00"},
            "group": self._details()[0],
            "undo_token": str(uuid.uuid4()),
            "groups": self._details(),
            "files": [],
            "results": [{"group_id": one, "ok": True, "detail": None} for one in named],
        }

    def _refusal(self) -> Json:
        files = [
            {"path": path, "reason": "kept", "detail": "kept by somebody"}
            for path in PATHS.values()
        ]
        current = self._detail("linked", CLUSTERS["linked"])
        return {"detail": "The group has changed", "current": current, "files": files}

    def _details(self) -> list[Json]:
        return [self._detail(cluster, words) for cluster, words in CLUSTERS.items()]

    def _detail(self, cluster: str, words: Sequence[str]) -> Json:
        members = [Put("", "", PATHS[word], NOON, 10) for word in words]
        if self.is_grouping:
            return version_detail(version_id(cluster), "raw_jpeg", members) | {
                "confidence": 0.9,
                "evidence": [{"rule": "name", "text": f"{members[0].path} and {members[1].path}"}],
            }
        detail = duplicate_detail(duplicate_id(cluster), "perceptual", ALL_LEVELS, members, 0.9)
        detail["reasons"] = [{"rule": "larger", "text": f"larger than {members[0].path}"}]
        for member in detail["members"]:
            member["also_at"] = self._also_at(Path(member["path"]).stem)
            member["reasons"] = [{"rule": "same", "text": f"like {members[0].path}"}]
        return detail

    def _also_at(self, word: str) -> list[str]:
        """
        Give the hard links of a file; grouping knows of none.
        """
        return [PATHS[LINK[1]]] if word == LINK[0] and not self.is_grouping else []

    def _feed(self) -> list[Json]:
        make = version_id if self.is_grouping else duplicate_id
        return [
            {
                "group_id": make(cluster),
                "view": "",
                "type": "raw_jpeg" if self.is_grouping else "perceptual",
                "switchable": self.is_grouping,
                "burst": False,
                "revision": 2,
                "levels": [""] if self.is_grouping else list(ALL_LEVELS),
                "similarity": 0.9,
                "created_at": "2026-05-20T08:00:00+00:00",
                "members": [
                    {
                        "path": PATHS[word],
                        "also_at": self._also_at(word),
                        "filename": Path(PATHS[word]).name,
                        "type": kind_of_name(PATHS[word]).value,
                        "size": 10,
                        "score": 1 - place / 100,
                        "preselected": place > 0,
                        "taken_at": NOON.isoformat(),
                    }
                    for place, word in enumerate(words)
                ],
                "hidden": [],
            }
            for cluster, words in CLUSTERS.items()
        ]


def _run() -> Json:
    counts = dict.fromkeys(("id", "found", "unchanged", "missing", "done", "failed"), 1)
    words = {
        "trigger": "manual",
        "state": "failed",
        "stage": "read",
        "note": f"{[*PATHS.values()]}",
    }
    return {**counts, **words, "started_at": NOON.isoformat(), "finished_at": None}


def _orphan() -> Json:
    facts = {"size": 10, "taken_at": NOON.isoformat(), "camera": None}
    return {
        **facts,
        "path": PATHS[ORPHAN],
        "candidates": [
            {
                "suggestion_id": suggestion_id(place),
                **facts,
                "type": "jpeg",
                "confidence": 0.5,
                "path": PATHS[word],
                "reason": f"not {PATHS[CANDIDATES[-1]]}",
            }
            for place, word in enumerate(CANDIDATES)
        ],
    }


@asynccontextmanager
async def running_engine(engine: Engine) -> AsyncIterator[str]:
    """
    Run a service on a free port; give its address.
    """
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", engine.handle)
    async with TestServer(app, skip_url_asserts=True) as running:
        yield f"http://127.0.0.1:{running.port}"
