"""
The visibility matrix: what each route of ours answers to everybody, and what that tells them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.integration.gateway import visibility_files as files
from tests.integration.gateway.visibility_engines import STALE, suggestion_id
from tests.integration.gateway.visibility_scene import ALBUM, USERS, Actor

ADMIN, OWNER, OTHER, SECOND = Actor.ADMIN, Actor.OWNER, Actor.OTHER, Actor.SECOND
PARTNER, MEMBER, KEY = Actor.PARTNER, Actor.MEMBER, Actor.KEY
Statuses = Mapping[Actor, int]
Words = Mapping[Actor, frozenset[str]]

NOT_IN: Statuses = {Actor.LINK: 401, Actor.BLIND: 403, Actor.NOBODY: 401}
NOTHING: Words = {}
EVERYTHING = frozenset(files.PATHS)


@dataclass(frozen=True, slots=True)
class Ask:
    """
    A question, and what becomes of it.

    :ivar status: by who asks.
    :ivar words: of the files that the answer tells, exactly; nobody else is told of any.
    :ivar changes: it may change something for those it is not refused to.
    :ivar by_immich: words of the owner's files that Immich itself shows to somebody.
    """

    method: str
    route: str
    path: str
    status: Statuses
    words: Words = field(default_factory=dict)
    body: Any = None
    changes: bool = False
    by_immich: Words = field(default_factory=dict)


def everybody(status: int) -> Statuses:
    """
    Answer all alike.
    """
    return dict.fromkeys(Actor, status)


def known(status: int = 200, **others: int) -> Statuses:
    """
    Answer those of whom Immich says who they are.
    """
    named = {Actor[name.upper()]: code for name, code in others.items()}
    return {**dict.fromkeys((*USERS, KEY), status), **NOT_IN, **named}


def admins(status: int) -> Statuses:
    """
    Answer admins only.
    """
    return known(403, admin=status)


def owners(status: int = 200, *, none: int = 404) -> Statuses:
    """
    Answer the owner; a key that may not change anything is refused, for all others there is none.
    """
    return known(none, owner=status, key=403)


def united(groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """
    Give all members of some groups.
    """
    return frozenset().union(*groups.values())


def versions(shown: frozenset[str]) -> frozenset[str]:
    """
    Give what stands in groups of versions, which know of no hard links.
    """
    return united({name: one for name, one in files.grouped(shown).items() if name != "linked"})


def duplicates(shown: frozenset[str]) -> frozenset[str]:
    """
    Give what stands in groups of duplicates.
    """
    return united(files.grouped(shown))


VERSIONS: Words = {
    OWNER: versions(files.OWNERS),
    KEY: versions(files.OWNERS),
    SECOND: versions(files.SECONDS),
    OTHER: versions(files.OTHER_USERS),
}
DUPLICATES: Words = {
    OWNER: duplicates(files.OWNERS),
    KEY: duplicates(files.OWNERS),
    SECOND: duplicates(files.SECONDS),
    OTHER: duplicates(files.OTHER_USERS),
}
SHOWN: Words = {
    OWNER: files.OWNERS,
    KEY: files.OWNERS,
    SECOND: files.SECONDS,
    OTHER: files.OTHER_USERS,
}
UNMATCHED: Words = {ADMIN: files.UNMATCHED}
ORPHAN = frozenset({files.ORPHAN, "zqpelikan"})


def of_owner(*words: str, partner: bool = False) -> Words:
    """
    Tell the owner, by session or key, of some files; and the partner who wants them.
    """
    told = frozenset(words)
    return {OWNER: told, KEY: told} | ({PARTNER: told} if partner else {})


def with_partner(words: Words) -> Words:
    """
    Tell the partner what the owner is told.
    """
    return {**words, PARTNER: words[OWNER]}


def lists(
    route: str, words: Words, query: str = "", *, unmatched: Words | None = None
) -> list[Ask]:
    """
    Ask for a list: of one's own, with partners', and of what Immich does not know.
    """
    path, mark = f"{route}?{query}" if query else route, "&" if query else "?"
    if unmatched is None:
        unmatched = UNMATCHED if words else NOTHING
    partners = with_partner(words) if words else NOTHING
    return [
        Ask("GET", route, path, known(), words),
        Ask("GET", route, f"{path}{mark}partners=true", known(), partners),
        Ask("GET", route, f"{path}{mark}scope=unmatched", admins(200), unmatched),
    ]


def one_of(kind: str, sees: Mapping[str, Words]) -> list[Ask]:
    """
    Ask for single groups of versions (`v`) or of duplicates (`d`).
    """
    root = "/api/groups" if kind == "v" else "/api/duplicates"
    asks = []
    for cluster in files.CLUSTERS:
        words = sees.get(cluster, NOTHING)
        statuses = {**known(404), **dict.fromkeys(words, 200)}
        path = f"{root}/{{{kind}:{cluster}}}"
        asks.append(Ask("GET", f"{root}/{{group_id}}", path, statuses, words))
    return asks


def seen_groups() -> dict[str, Words]:
    """
    Tell who sees which group, and what of it.
    """
    shown = {OWNER: files.OWNERS, KEY: files.OWNERS}
    shown |= {SECOND: files.SECONDS, OTHER: files.OTHER_USERS}
    found: dict[str, dict[Actor, frozenset[str]]] = {}
    for actor, words in shown.items():
        for cluster, members in files.grouped(words).items():
            found.setdefault(cluster, {})[actor] = members
    return dict(found)


GROUPS = seen_groups()
TOGETHER = frozenset(ALBUM)
PAIRS = ("zqamsel", "zqpirol")
"""
The other versions of what is in the album.
"""


def of_album(query: str, words: Words = NOTHING) -> Ask:
    """
    Ask for the timeline of the album that the owner shares; nobody else knows of it.
    """
    what = "bucket" if MONTH in query else "buckets"
    route = f"/api/groups/timeline/{what}"
    statuses = {**known(404), OWNER: 200, KEY: 200, MEMBER: 200}
    shown = {MEMBER: TOGETHER} if MEMBER in words else NOTHING
    return Ask("GET", route, f"{route}?{query}", statuses, words, by_immich=shown)


VERSION_GROUPS = {name: words for name, words in GROUPS.items() if name != "linked"}
MONTH = "timeBucket=2026-05-01"

READS = [
    *lists("/api/groups", VERSIONS),
    *lists("/api/groups", VERSIONS, "sort=size&limit=100"),
    *lists("/api/groups", VERSIONS, "prefix=library"),
    *lists("/api/groups/counts", NOTHING),
    *lists("/api/groups/timeline/buckets", NOTHING),
    *lists("/api/groups/timeline/bucket", SHOWN, MONTH, unmatched=NOTHING),
    *lists("/api/groups/timeline/bucket", VERSIONS, f"{MONTH}&filter=raw_jpeg", unmatched=NOTHING),
    of_album("albumId={album}"),
    of_album(f"{MONTH}&albumId={{album}}", {**of_owner(*ALBUM, *PAIRS), MEMBER: TOGETHER}),
    of_album(f"{MONTH}&albumId={{album}}&filter=raw_jpeg", of_owner(*ALBUM, *PAIRS)),
    *one_of("v", VERSION_GROUPS),
    *lists("/api/duplicates", DUPLICATES),
    *lists("/api/duplicates", DUPLICATES, "level=exact&sort=space"),
    *lists("/api/duplicates", DUPLICATES, "level=0.80&sort=similarity"),
    *lists("/api/duplicates/counts", NOTHING),
    *one_of("d", GROUPS),
    *(
        Ask("GET", "/api/search", f"/api/search?q={word}", known(), words)
        for word, words in {
            "zqamsel": of_owner("zqamsel", "zqbuchfink"),
            "zqpirol": of_owner("zqnandu", "zqpirol"),
            "zqmeise": of_owner("zqmeise"),
            "zqmerlin": NOTHING,
            "zqspecht": NOTHING,
            "zqreiher": NOTHING,
            "zqwachtel": NOTHING,
            "zqkranich": NOTHING,
            "zqdohle": {OTHER: frozenset({"zqdohle", "zqelster"})},
        }.items()
    ),
    Ask(
        "GET",
        "/api/search",
        "/api/search?q=zqamsel&partners=true",
        known(),
        of_owner("zqamsel", "zqbuchfink", partner=True),
    ),
    Ask("GET", "/api/audit", "/api/audit", known()),
    Ask("GET", "/api/preferences", "/api/preferences", known()),
    Ask("GET", "/api/session", "/api/session", known()),
    Ask("GET", "/api/session/options", "/api/session/options", everybody(200)),
    Ask(
        "GET",
        "/api/immich/.well-known/immich",
        "/api/immich/.well-known/immich",
        everybody(200),
    ),
    Ask("GET", "/health", "/health", everybody(200)),
    Ask("GET", "/api/health", "/api/health", everybody(200)),
    Ask("GET", "/metrics", "/metrics", everybody(403)),
    Ask("GET", "/api/events", "/api/events", known(), {ADMIN: EVERYTHING}),
    Ask("GET", "/api/events/state", "/api/events/state", known(), {ADMIN: EVERYTHING}),
    Ask("GET", "/api/scan/status", "/api/scan/status", known(), {ADMIN: EVERYTHING}),
    Ask("GET", "/api/scan/runs", "/api/scan/runs", admins(200), {ADMIN: EVERYTHING}),
    Ask(
        "GET",
        "/api/suggestions/orphan-raws",
        "/api/suggestions/orphan-raws",
        known(),
        {OWNER: ORPHAN, KEY: ORPHAN},
    ),
]
"""
Questions that change nothing.
"""


def decided(
    route: str,
    path: str,
    body: Any = None,
    status: Statuses | None = None,
    words: Words = NOTHING,
    method: str = "POST",
) -> Ask:
    """
    Ask for a change; unless said otherwise only the owner may, and others know of no such thing.
    """
    return Ask(method, route, path, status or owners(), words, body, changes=True)


def on_groups(verb: str, cluster: str, body: Any, status: Statuses, words: Words = NOTHING) -> Ask:
    """
    Decide about one group of versions.
    """
    route = f"/api/groups/{{group_id}}/{verb}"
    return decided(route, f"/api/groups/{{v:{cluster}}}/{verb}", body, status, words)


def on_duplicates(
    verb: str, cluster: str, body: Any, status: Statuses, words: Words = NOTHING, **more: Any
) -> Ask:
    """
    Decide about one group of duplicates.
    """
    route = f"/api/duplicates/{{group_id}}/{verb}"
    return decided(route, f"/api/duplicates/{{d:{cluster}}}/{verb}", body, status, words, **more)


TOKEN = "6d0c4d0e-9a55-4c6e-8a7e-74776c6e7373"
PAIR = {"remove": ["{zqamsel}"], "revision": 2}
ONLY_OWNER: Words = {OWNER: VERSIONS[OWNER]}
ONLY_OWNERS: Words = {OWNER: DUPLICATES[OWNER]}
SESSIONS: Words = {actor: words for actor, words in VERSIONS.items() if actor is not KEY}
FRESH: Words = {OWNER: files.OWNERS}
WRITERS = known(key=403)

ABOUT_GROUPS = [
    on_groups("primary", "own", {"assetId": "{zqamsel}"}, owners(), ONLY_OWNER),
    on_groups("primary", "own", {"assetId": "{zqspecht}"}, owners(400)),
    on_groups("primary", "own", {"assetId": "{zqdohle}"}, owners(400)),
    on_groups("primary", "own", {"assetId": "{zqamsel}", "revision": STALE}, owners(409), FRESH),
    on_groups("primary", "crossed", {"assetId": "{zqhabicht}"}, owners(404)),
    on_groups("primary", "unknown", {"assetId": "{zqhabicht}"}, owners(404)),
    on_groups("split", "own", {"assetIds": ["{zqamsel}"]}, owners(), ONLY_OWNER),
    on_groups("split", "locked", {"assetIds": ["{zqspecht}"]}, owners(400)),
    on_groups("split", "own", {"assetIds": ["{zqamsel}"], "revision": STALE}, owners(409), FRESH),
    decided(
        "/api/groups/merge",
        "/api/groups/merge",
        {"groups": [{"groupId": "{v:own}"}], "assetIds": ["{zqhabicht}"]},
        words=ONLY_OWNER,
    ),
    decided(
        "/api/groups/merge",
        "/api/groups/merge",
        {"groups": [], "assetIds": ["{zqhabicht}", "{zqibis}"]},
        owners(400, none=400),
    ),
    decided(
        "/api/groups/dissolve",
        "/api/groups/dissolve",
        {"groups": [{"groupId": "{v:own}"}, {"groupId": "{v:other}"}]},
        WRITERS,
    ),
    decided("/api/groups/undo/{token}", f"/api/groups/undo/{TOKEN}", None, WRITERS, SESSIONS),
]
ABOUT_DUPLICATES = [
    on_duplicates("preview", "own", PAIR, {**owners(), KEY: 200}, of_owner("zqbuchfink")),
    on_duplicates(
        "preview",
        "locked",
        {**PAIR, "remove": ["{zqspecht}"]},
        {**owners(), KEY: 200},
        of_owner("zqspatz"),
    ),
    on_duplicates("keep", "own", {"assetIds": ["{zqamsel}"], "revision": 2}, owners(), ONLY_OWNERS),
    on_duplicates("keep", "own", {"assetIds": ["{zqspecht}"], "revision": 2}, owners(400)),
    on_duplicates(
        "keep", "own", {"assetIds": ["{zqamsel}"], "revision": STALE}, owners(409), FRESH
    ),
    on_duplicates("dismiss", "own", {"revision": 2}, owners(), ONLY_OWNERS),
    on_duplicates("dismiss", "crossed", {"revision": 2}, owners(404)),
    on_duplicates("dismiss", "own", {"revision": STALE}, owners(409), FRESH),
    on_duplicates("files", "own", {**PAIR, "revision": STALE}, owners(409), FRESH, method="DELETE"),
    on_duplicates(
        "files", "across", {**PAIR, "remove": ["{zqkiebitz}"]}, owners(409), method="DELETE"
    ),
    decided(
        "/api/duplicates/resolve",
        "/api/duplicates/resolve",
        {"items": [{"groupId": "{d:own}", **PAIR, "revision": STALE}]},
        WRITERS,
        FRESH,
    ),
    decided(
        "/api/duplicates/undo/{token}",
        f"/api/duplicates/undo/{TOKEN}",
        None,
        known(404, key=403),
    ),
]
ABOUT_SUGGESTIONS = [
    decided(
        f"/api/suggestions/{{suggestion_id}}/{verb}",
        f"/api/suggestions/{suggestion_id(place)}/{verb}",
        None,
        owners(200 if place == 0 else 404),
        ONLY_OWNER if place == 0 else NOTHING,
    )
    for verb in ("accept", "reject")
    for place in range(len(files.CANDIDATES))
]
OTHER_CHANGES = [
    decided("/api/preferences", "/api/preferences", {"level": "0.90"}, WRITERS, method="PUT"),
    decided("/api/scan", "/api/scan", None, admins(202)),
    *(
        decided("/api/scan/{verb}", f"/api/scan/{verb}", None, admins(200))
        for verb in ("pause", "resume", "cancel", "retry")
    ),
    decided(
        "/api/session",
        "/api/session",
        {"email": "demo@twinlens.local", "password": "demo"},
        everybody(201),
    ),
    decided("/api/session", "/api/session", None, everybody(204), method="DELETE"),
    decided("/api/session/oauth/start", "/api/session/oauth/start", None, everybody(400)),
    decided(
        "/api/session/oauth/finish",
        "/api/session/oauth/finish",
        {"url": "http://127.0.0.1/auth/callback?code=x&state=y"},
        everybody(400),
    ),
]
CHANGES = [*ABOUT_GROUPS, *ABOUT_DUPLICATES, *ABOUT_SUGGESTIONS, *OTHER_CHANGES]
"""
Questions that may change something, for those it is not refused to.
"""
