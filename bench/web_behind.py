"""
What benchmarks of the web UI put behind their gateway: Immich and the services, canned.

Whoever asks is the user who sees all. Pictures are a few drawn landscapes in Immich's sizes and
formats, with Immich's headers.
"""

import io
from multiprocessing.connection import Connection
from typing import Any

import orjson
from aiohttp import web

from bench.lists import canned
from bench.lists_filled import MANY
from localstack.scenery import landscape
from mediacore.database import Database, raw

PICTURES = 16
EDGES = {"thumbnail": (375, 250), "preview": (1440, 960)}
FORMATS = {"thumbnail": "webp", "preview": "jpeg"}
CACHE = "private, max-age=86400, no-transform, stale-while-revalidate=2592000"
ME = {"id": MANY, "email": "anna@example.org", "name": "Anna", "isAdmin": False}
MEMBERS = "SELECT group_id::text, members FROM owner_groups WHERE group_id = ANY(%s::uuid[])"


def drawn(size: str, number: int) -> bytes:
    """
    Draw a picture.
    """
    out = io.BytesIO()
    landscape(number, EDGES[size]).save(out, FORMATS[size], quality=80)
    return out.getvalue()


def serve(told: Connection, url: str) -> None:
    """
    Serve until killed; the port to listen on is told first, and that one listens afterwards.

    :param url: the gateway's database, which knows the members of groups.
    """
    database = Database(url)
    pictures = {size: [drawn(size, number) for number in range(PICTURES)] for size in EDGES}

    async def picture(request: web.Request) -> web.Response:
        size = request.query.get("size", "thumbnail")
        body = pictures[size][hash(request.match_info["id"]) % PICTURES]
        headers = {"cache-control": CACHE}
        return web.Response(body=body, content_type=f"image/{FORMATS[size]}", headers=headers)

    async def details(request: web.Request) -> web.Response:
        ids = (await request.json())["ids"]
        with database.read() as session:
            found = dict(raw(session).execute(MEMBERS, (ids,)).fetchall())
        groups = [canned(request.path, one, found[one]) for one in ids]
        return web.Response(body=orjson.dumps({"groups": groups}), content_type="application/json")

    def said(body: Any) -> Any:
        async def handler(_request: web.Request) -> web.Response:
            return web.json_response(body)

        return handler

    async def tell(_app: web.Application) -> None:
        told.send(None)

    app = web.Application()
    app.router.add_get("/api/assets/{id}/thumbnail", picture)
    app.router.add_post("/{kind}/details", details)
    app.router.add_get("/api/users/me", said(ME))
    app.router.add_get("/api/server/features", said({"passwordLogin": True, "trash": True}))
    app.router.add_get("/{tail:.*}", said([]))
    app.on_startup.append(tell)
    port = told.recv()
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)
