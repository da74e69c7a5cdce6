"""
What is made of Immich, of the services and of how the two fit: facts in, findings out; pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mediacore.findings import Finding, Level, fine
from mediacore.self_check import judge_clock

IMMICH = "immich"
GATEWAY = "gateway"
OLDEST = (2, 7, 0)
NEWEST = (3, 3)  # the newest of which its description was read
ENOUGH = 0.99  # of all assets: some are always too new to be found
STALE_SECONDS = 2 * 86400.0
EXAMPLES = 3
FOLDERS = 5
SCOPES = {
    "user.read": "anything at all",
    "asset.read": "reading groups and duplicates",
    "asset.update": "deciding",
    "asset.delete": "letting copies go",
    "timeline.read": "keeping the index of assets",
    "stack.create": "writing stacks",
}


@dataclass(frozen=True, slots=True)
class ImmichFacts:
    """
    Immich as the gateway found it.

    :ivar problem: why it does not answer; the rest means nothing then.
    :ivar version: major, minor, patch.
    :ivar ahead: seconds by which its clock is ahead; `None` where it sent no date.
    :ivar has_trash: whether what is deleted goes to the trash first.
    :ivar has_oauth: whether it lets people in by an identity provider.
    """

    problem: str = ""
    version: tuple[int, int, int] = (0, 0, 0)
    ahead: float | None = None
    has_trash: bool = True
    has_oauth: bool = False


@dataclass(frozen=True, slots=True)
class CallbackFacts:
    """
    What the identity provider made of our callback.

    :ivar url: the callback; empty where nobody said under which address people come.
    :ivar problem: why nobody knows.
    :ivar status: its answer's.
    """

    url: str = ""
    problem: str = ""
    status: int = 0


@dataclass(frozen=True, slots=True)
class Owned:
    """
    A folder of an external library.

    :ivar folder: in the library's own words; `None` where no rule leads there.
    """

    owner_id: str
    owner: str
    path: str
    folder: str | None


def judge_immich(facts: ImmichFacts) -> Iterator[Finding]:
    """
    Judge what Immich says of itself.
    """
    if facts.problem:
        yield Finding(
            "immich-reachable",
            Level.ERROR,
            f"Immich does not answer: {facts.problem}",
            "Start it, and check IMMICH_URL as seen from the gateway's container.",
            IMMICH,
        )
        return
    yield fine("immich-reachable", IMMICH, "Immich answers.")
    yield _version(facts.version)
    if facts.has_trash:
        yield fine("immich-trash", IMMICH, "What is let go goes to Immich's trash.")
    else:
        yield Finding(
            "immich-trash",
            Level.WARNING,
            "Immich's trash is switched off, so Twinlens lets nothing go.",
            "Switch it on: Immich, Administration, Settings, Trash.",
            IMMICH,
        )
    if facts.ahead is not None:
        yield judge_clock("immich-clock", IMMICH, "Immich", facts.ahead)


def _version(version: tuple[int, int, int]) -> Finding:
    name, said = "immich-version", ".".join(map(str, version))
    if version < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        what = f"Immich {said} is older than {oldest}, the oldest that Twinlens works with."
        return Finding(name, Level.ERROR, what, "Upgrade Immich.", IMMICH)
    if version[:2] > NEWEST:
        what = f"Immich {said} is newer than what Twinlens was made for; all of it passes through."
        todo = "Look for a newer Twinlens; until then look whether groups show in your apps."
        return Finding(name, Level.WARNING, what, todo, IMMICH)
    return fine(name, IMMICH, f"Immich {said} is supported.")


def judge_callback(facts: CallbackFacts) -> Finding:
    """
    Judge what the identity provider made of our callback.
    """
    name = "oauth-callback"
    if not facts.url:
        what = "Immich lets people in by OAuth; whether the callback is listed nobody tried."
        todo = "Say where people come: `make doctor UI_URL=https://photos.example`."
        return Finding(name, Level.WARNING, what, todo, IMMICH)
    if facts.problem:
        what = f"Whether the identity provider takes {facts.url} is not known: {facts.problem}"
        todo = "Sign in by it once in a browser; see that it lists this callback."
        return Finding(name, Level.WARNING, what, todo, IMMICH)
    if facts.status >= 400:  # noqa: PLR2004 - HTTP's own border between answers and refusals
        what = f"The identity provider answered {facts.status} to the callback {facts.url}."
        todo = f"List {facts.url} among the redirect URIs of Immich's client there."
        return Finding(name, Level.WARNING, what, todo, IMMICH)
    return fine(name, IMMICH, f"The identity provider does not refuse {facts.url}.")


def judge_scopes(permissions: frozenset[str] | None) -> Finding:
    """
    Judge what a credential may do; `None` is a session, which may everything.
    """
    name = "credential-scopes"
    if permissions is None:
        return fine(name, IMMICH, "A session may do everything that its user may.")
    if "all" in permissions:
        return fine(name, IMMICH, "The API key may do everything.")
    missing = [scope for scope in SCOPES if scope not in permissions]
    if not missing:
        return fine(name, IMMICH, "The API key may do all that Twinlens asks for.")
    why = "; ".join(f"{scope} for {SCOPES[scope]}" for scope in missing)
    level = Level.ERROR if "user.read" in missing else Level.WARNING
    what = f"The API key lacks {why}."
    return Finding(name, level, what, "Make a key with these in Immich, User settings.", IMMICH)


def judge_coverage(told: Mapping[str, Any]) -> Iterator[Finding]:
    """
    Judge how many of Immich's assets lead to a file; `told` is the report's coverage.
    """
    name = "path-mapping"
    if "total" not in told:
        return
    total, matched, unknown = told["total"], told["matched"], told["unknown"]
    asked = total - unknown
    what = f"{matched:,} of {total:,} assets lead to a file of the library."
    if unknown:
        what = f"{what} {unknown:,} are still to be looked for."
    if matched >= ENOUGH * asked:
        yield fine(name, GATEWAY, what)
        return
    examples = "; ".join(
        f"{one['originalPath']} ({one['reason']})" for one in told["examples"][:EXAMPLES]
    )
    yield Finding(
        name,
        Level.ERROR if matched == 0 else Level.WARNING,
        f"{what} Not {examples}.",
        "Mount the same photos at MEDIA_PATH; where folders lie differently, set PATH_MAP.",
        GATEWAY,
    )


def judge_index(users: Sequence[Mapping[str, Any]]) -> Finding:
    """
    Judge how complete and how old the indexes of users are.
    """
    name = "index"
    old = [
        str(user["name"])
        for user in users
        if user["state"] != "complete" or (user["ageSeconds"] or 0.0) > STALE_SECONDS
    ]
    if not users:
        return fine(name, GATEWAY, "Nobody has signed in yet, so no assets are known.")
    if not old:
        return fine(name, GATEWAY, f"The assets of all {len(users):,} users are known.")
    what = f"The assets of {', '.join(old[:FOLDERS])} are not all known, or not of late."
    todo = "An index is brought up to date while its user is signed in: let them open Twinlens."
    level = Level.WARNING if len(old) == len(users) else Level.OK
    return Finding(name, level, what, todo if level is Level.WARNING else "", GATEWAY)


def judge_folders(folders: Sequence[Owned] | None) -> Finding:
    """
    Judge whether several owners have libraries over one folder.
    """
    name = "shared-folders"
    if folders is None:
        what = "Whose external libraries there are no admin's session has told of late."
        return fine(name, GATEWAY, f"{what} Until then files there are not let go.")
    shared = [
        f"{mine.path} of {mine.owner} and {other.path} of {other.owner}"
        for at, mine in enumerate(folders)
        for other in folders[at + 1 :]
        if mine.owner_id != other.owner_id and _overlap(mine, other)
    ]
    if not shared:
        return fine(name, GATEWAY, f"No two owners share one of {len(folders):,} library folders.")
    more = f", and {len(shared) - FOLDERS} more" if len(shared) > FOLDERS else ""
    return Finding(
        name,
        Level.WARNING,
        f"Several owners have libraries over the same files: {'; '.join(shared[:FOLDERS])}{more}.",
        "What lies there is never let go, since Immich would remove the other owner's file."
        " Give the folder one owner, who shares it with the others as a partner.",
        GATEWAY,
    )


def _overlap(mine: Owned, other: Owned) -> bool:
    left, right = (
        (mine.path, other.path)
        if mine.folder is None or other.folder is None
        else (mine.folder, other.folder)
    )
    left, right = f"{left.rstrip('/')}/", f"{right.rstrip('/')}/"
    return left.startswith(right) or right.startswith(left) or "/" in {left, right}


def judge_cache(problem: str | None) -> Finding:
    """
    Judge the Redis of the cache; `None`: there is none.
    """
    name = "cache"
    if problem is None:
        return fine(name, GATEWAY, "No cache is set: every answer is made anew.")
    if not problem:
        return fine(name, GATEWAY, "The Redis of the cache answers.")
    what = f"The Redis of the cache does not answer: {problem}"
    todo = "Start it, and check REDIS_CACHE_URL. Meanwhile every answer is made anew."
    return Finding(name, Level.WARNING, what, todo, GATEWAY)


def silent(part: str, problem: str) -> Finding:
    """
    Make the finding that a service of ours does not say how it is.
    """
    url = f"{part.upper()}_URL"
    todo = f"Start it, and check {url} and that SERVICE_TOKEN is the same everywhere."
    return Finding(
        "service-reachable", Level.ERROR, f"{part} does not answer: {problem}", todo, part
    )
