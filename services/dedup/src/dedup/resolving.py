"""
Letting copies go: the decision alone. Nothing is removed here, the library is only read.

A decision falls only when, at that moment and while nobody else decides about these files, another
copy was read from disk and is good. The answer says what is to be carried out, and by whom.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from dedup import decision_store, fresh_state, group_state, removal_store
from dedup.checked_files import BadCopyError, CheckedFile, KnownFile, Trouble
from dedup.copy_check import CopyCheck
from dedup.group_state import DecidedGroup, Member, pairs_between
from dedup.hidden import refresh_hidden
from dedup.preferences import NO_PREFERENCES, Preferences, lies_in
from dedup.removal_store import Decided
from mediacore.change_feed import publish
from mediacore.database import WriteSession, raw
from mediacore.errors import ConflictError, InvalidRequestError

AWAKE_SECONDS = 30.0  # Postgres ends a transaction that rests for five minutes

INSTRUCTIONS = {
    "immich_trash": "Move it to Immich's trash, as the owner of its asset.",
    "outside": "Immich does not know it: remove it where it lies; `dedup export` writes how.",
}

log = structlog.get_logger()


class RefusedError(ConflictError):
    """
    Raised when a copy must not go; `context["reason"]` is for programs, `files` says what is wrong
    with which.
    """


@dataclass(frozen=True, slots=True)
class Desk:
    """
    What is needed to decide about files.

    :ivar outside: folders of the library that Immich does not know.
    """

    check: CopyCheck
    preferences: Preferences = NO_PREFERENCES
    outside: tuple[str, ...] = ()
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What somebody wants of a group.

    :ivar keep: the copies that stay; without any, all that are not to go.
    """

    group_id: uuid.UUID
    revision: int
    remove: tuple[str, ...]
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """
    A decision to let files go.

    :ivar token: undoes it.
    :ivar group: as it is now.
    :ivar keeper: the kept copy that was read, and is good.
    :ivar files: what is to be carried out.
    """

    token: uuid.UUID
    group: dict[str, Any]
    keeper: dict[str, Any]
    files: Sequence[dict[str, Any]]


def let_go(
    session: WriteSession, desk: Desk, owner: str, wish: Wish, batch: uuid.UUID | None = None
) -> Resolved:
    """
    Decide that files of a group are to go, in the caller's transaction.

    :raises NotFoundError: when there is no such group.
    :raises InvalidRequestError: when the wish makes no sense.
    :raises ConflictError: when the group is not as the caller saw it.
    :raises RefusedError: when a file must not go.
    """
    group_state.take_turns(session, [f"group {wish.group_id}"])
    group = group_state.load(session, owner, wish.group_id, wish.revision)
    try:
        keeper, going = _checked(session, desk, owner, group, wish)
    except RefusedError as refusal:
        refusal.context["current"] = fresh_state.fresh(session, owner, wish.group_id)
        raise
    file_ids = [file.known.file_id for file in going]
    concerned = group_state.hold_with(session, wish.group_id, file_ids)
    group_state.load(session, owner, wish.group_id, wish.revision)
    decided = Decided(owner, wish.group_id, uuid.uuid4(), batch)
    removal_store.record(session, decided, going, keeper)
    group_state.bump(session, concerned)
    refresh_hidden(session, concerned)
    paths = [file.known.shown for file in going]
    told = {"owner": owner, "paths": paths}
    publish(session, "duplicate_resolved", [(str(key), told) for key in sorted(concerned)])
    log.info(
        "removal_decided",
        owner=owner,
        group=str(wish.group_id),
        paths=paths,
        kept=keeper.known.shown,
    )
    return Resolved(
        decided.token,
        fresh_state.fresh(session, owner, wish.group_id),
        _told(keeper),
        [_order(desk, file) for file in going],
    )


def _told(file: CheckedFile) -> dict[str, Any]:
    return {"path": file.known.shown, "size": file.known.size, "sha256": file.sha256.hex()}


def _order(desk: Desk, file: CheckedFile) -> dict[str, Any]:
    by = "outside" if lies_in(file.known.shown, desk.outside) else "immich_trash"
    return {**_told(file), "carry_out": by, "instruction": INSTRUCTIONS[by]}


def _checked(
    session: WriteSession, desk: Desk, owner: str, group: DecidedGroup, wish: Wish
) -> tuple[CheckedFile, list[CheckedFile]]:
    """
    Give a good copy that stays, and the files that may go, all of them read just now.
    """
    going = group.named(wish.remove)
    kept = _kept(group, wish, [file for _, file in going])
    _refuse_protected(desk, [file for _, file in going])
    involved = [member for member, _ in (*going, *kept)]
    group_state.take_turns(session, [f"file {device} {inode}" for device, inode in _disk(involved)])
    kept = _judged_alike(session, owner, going, kept)
    kept = _unmarked(session, kept)
    check, beat = desk.check, _keep_awake(session, desk.clock)
    try:
        stats = [check.status(file) for _, file in going]
        # Equal bytes are damaged alike.
        whole = group.content is None and not all(
            check.is_damaged(file, found) for (_, file), found in zip(going, stats, strict=True)
        )
        keeper, troubles = check.keeper(
            [file for _, file in kept], stats, group.content, beat, whole=whole
        )
        if keeper is None:
            raise _none_is_good(troubles)
        return keeper, [check.read(file, group.content, beat) for _, file in going]
    except BadCopyError as error:
        raise RefusedError(
            f"{error.message}. Look at the group again.",
            reason=error.trouble.value,
            files=[error.told()],
        ) from error


def _none_is_good(troubles: Sequence[BadCopyError]) -> RefusedError:
    """
    Say what is wrong with each copy that would stay.
    """
    damaged = any(error.trouble is Trouble.DAMAGED for error in troubles)
    return RefusedError(
        "None of the copies that would stay is good: "
        + "; ".join(error.message for error in troubles),
        reason="last_undamaged_copy" if damaged else "last_good_copy",
        files=[error.told() for error in troubles],
    )


Named = tuple[Member, KnownFile]


def _disk(members: Sequence[Member]) -> set[tuple[int, int]]:
    return {member.physical for member in members}


def _kept(group: DecidedGroup, wish: Wish, going: Sequence[KnownFile]) -> list[Named]:
    """
    Give the files that stay, by the wish.
    """
    if not going:
        raise InvalidRequestError("Say which files are to go")
    both = sorted(set(wish.keep) & set(wish.remove))
    if both:
        raise InvalidRequestError("A file cannot stay and go", paths=both)
    kept = group.named(wish.keep) or [
        (member, file) for member in group.members for file in member.names if file not in going
    ]
    if not kept:
        raise RefusedError(
            "Every copy of the group would go; one has to stay.", reason="nothing_kept"
        )
    return kept


def _refuse_protected(desk: Desk, going: Sequence[KnownFile]) -> None:
    held = [file.shown for file in going if desk.preferences.protects(file.shown)]
    if held:
        raise RefusedError(
            f"In a protected folder, from which nothing goes: {', '.join(held)}",
            reason="protected",
            files=[
                {"path": path, "reason": "protected", "detail": "it is in a protected folder"}
                for path in held
            ],
        )


def _judged_alike(
    session: WriteSession, owner: str, going: Sequence[Named], kept: Sequence[Named]
) -> list[Named]:
    """
    Leave only what the owner has not held to be something else than one of the files that go.
    """
    leaving = [member for member, _ in going]
    pairs = {member: pairs_between([member], leaving) for member, _ in kept}
    dismissed = decision_store.dismissed_of(session, owner, set().union(*pairs.values()))
    alike = [(member, file) for member, file in kept if not pairs[member] & dismissed]
    if not alike:
        raise RefusedError(
            "You said that these are no duplicates of what would stay.", reason="not_duplicates"
        )
    return alike


def _unmarked(session: WriteSession, kept: Sequence[Named]) -> list[Named]:
    """
    Leave only what no open decision lets go.
    """
    marked = removal_store.marked(session, _disk([member for member, _ in kept]))
    left = [(member, file) for member, file in kept if member.physical not in marked]
    if not left:
        raise RefusedError(
            "All copies that would stay are to go by an earlier decision.",
            reason="marked_for_removal",
            files=[
                {
                    "path": file.shown,
                    "reason": "marked_for_removal",
                    "detail": "an earlier decision lets it go",
                }
                for _, file in kept
            ],
        )
    return left


def _keep_awake(session: WriteSession, clock: Callable[[], float]) -> Callable[[], None]:
    """
    Give what to call while large files are read, so that the database does not give us up.
    """
    said = clock()

    def beat() -> None:
        nonlocal said
        if clock() - said >= AWAKE_SECONDS:
            said = clock()
            raw(session).execute("SELECT 1")

    return beat
