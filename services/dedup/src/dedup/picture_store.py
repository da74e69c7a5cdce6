"""
The pictures of the library as rows: one for each content, claimed for fingerprinting.

Each function runs in the caller's transaction. A try is counted when a picture is claimed, so one
that ends its worker again and again is given up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.fingerprint import Fingerprint
from dedup.media import MEDIUM_OF_KIND
from dedup.records import Medium, PictureSource
from dedup.video_print import Frame, VideoPrint
from mediacore.database import ReadSession, WriteSession, raw
from mediacore.formats import Kind
from mediacore.scan_store import STALE_SECONDS

MAX_TRIES = 3
GIVEN_UP = "reading this picture ended its reader, more than once"

_MEDIA_COLUMNS = (
    [kind.value for kind in MEDIUM_OF_KIND],
    [medium.value for medium in MEDIUM_OF_KIND.values()],
)
_ONE_FILE = (
    "JOIN LATERAL (SELECT f.path, f.display, f.kind FROM files f WHERE f.quick_id = p.quick_id"
    " AND f.state = 'ready' AND f.size > 0 ORDER BY f.id LIMIT 1) f ON true"
)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """
    A picture, and one file that holds it.
    """

    picture_id: int
    medium: Medium
    path: bytes
    shown: str
    kind: Kind


def want(session: WriteSession, file_ids: Sequence[int]) -> None:
    """
    Have the contents of these files fingerprinted; one that failed gets its next try.
    """
    raw(session).execute(
        "INSERT INTO pictures (quick_id, medium) SELECT DISTINCT ON (f.quick_id) f.quick_id,"
        " m.medium FROM files f JOIN unnest(%s::text[], %s::text[]) AS m(kind, medium)"
        " ON m.kind = f.kind WHERE f.id = ANY(%s) AND f.quick_id IS NOT NULL AND f.size > 0"
        " ORDER BY f.quick_id"
        " ON CONFLICT (quick_id) DO UPDATE SET state = 'pending', tries = 0, claimed_at = NULL,"
        " problem = NULL WHERE pictures.state = 'failed'",
        (*_MEDIA_COLUMNS, list(file_ids)),
    )


def want_all(session: WriteSession) -> None:
    """
    Have every content of the inventory fingerprinted that is not yet.
    """
    raw(session).execute(
        "INSERT INTO pictures (quick_id, medium) SELECT DISTINCT ON (f.quick_id) f.quick_id,"
        " m.medium FROM files f JOIN unnest(%s::text[], %s::text[]) AS m(kind, medium)"
        " ON m.kind = f.kind WHERE f.quick_id IS NOT NULL AND f.size > 0 AND f.state = 'ready'"
        " ORDER BY f.quick_id ON CONFLICT (quick_id) DO NOTHING",
        _MEDIA_COLUMNS,
    )


def claim(session: WriteSession, limit: int) -> list[PictureFile]:
    """
    Take the next pictures that have a file on disk; none while a scan is paused.
    """
    _give_up(session)
    query = (
        f"WITH free AS (SELECT p.id, f.* FROM pictures p {_ONE_FILE}"  # noqa: S608 - a constant of this module
        " WHERE p.state = 'pending' AND (p.claimed_at IS NULL"
        "  OR p.claimed_at < now() - make_interval(secs => %s))"
        "  AND NOT EXISTS (SELECT 1 FROM scan_runs WHERE state = 'paused')"
        "  ORDER BY p.id LIMIT %s FOR UPDATE OF p SKIP LOCKED)"
        " UPDATE pictures SET claimed_at = now(), tries = tries + 1 FROM free"
        " WHERE pictures.id = free.id RETURNING pictures.id, medium, path, display, kind"
    )
    rows = raw(session).execute(query.encode(), (STALE_SECONDS, limit))
    found = [
        PictureFile(row[0], Medium(row[1]), bytes(row[2]), row[3], Kind(row[4])) for row in rows
    ]
    return sorted(found, key=lambda file: file.path)


def _give_up(session: WriteSession) -> None:
    raw(session).execute(
        "UPDATE pictures SET state = 'failed', problem = %s, claimed_at = NULL, made_at = now()"
        " WHERE id IN (SELECT id FROM pictures WHERE state = 'pending' AND tries >= %s"
        " AND claimed_at < now() - make_interval(secs => %s) FOR UPDATE SKIP LOCKED)",
        (GIVEN_UP, MAX_TRIES, STALE_SECONDS),
    )


def put_off(session: WriteSession, picture_ids: Sequence[int]) -> None:
    """
    Try pictures whose files are away again after a while, as if they had not been tried.
    """
    raw(session).execute(
        "UPDATE pictures SET tries = tries - 1 WHERE id = ANY(%s)", (list(picture_ids),)
    )


def release(session: WriteSession, picture_ids: Sequence[int]) -> None:
    """
    Give claimed pictures back, as if they had not been tried.
    """
    raw(session).execute(
        "UPDATE pictures SET claimed_at = NULL, tries = tries - 1 WHERE id = ANY(%s)",
        (list(picture_ids),),
    )


def store_fingerprints(
    session: WriteSession, made: Sequence[tuple[PictureFile, Fingerprint]]
) -> None:
    """
    Store what pictures look like; from now on they can be searched for, and search.
    """
    if not made:
        return
    connection = raw(session)
    connection.execute(
        "UPDATE pictures SET state = 'ready', searched = false, claimed_at = NULL, made_at = now(),"
        " problem = NULL, phash = d.phash, source = d.source, informative = d.informative"
        " FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bool[])"
        " AS d(id, phash, source, informative) WHERE pictures.id = d.id",
        (
            [file.picture_id for file, _ in made],
            [print_.phash for _, print_ in made],
            [print_.source.value for _, print_ in made],
            [print_.informative for _, print_ in made],
        ),
    )
    ids = [file.picture_id for file, _ in made]
    connection.execute("DELETE FROM picture_vectors WHERE picture_id = ANY(%s)", (ids,))
    vectors = [
        (file.picture_id, panel, file.medium.value, str([round(float(v), 5) for v in vector]))
        for file, print_ in made
        for panel, vector in enumerate(print_.vectors)
    ]
    if vectors:
        connection.execute(
            "INSERT INTO picture_vectors (picture_id, panel, medium, vector)"
            " SELECT d.id, d.panel, d.medium, d.vector::halfvec FROM unnest(%s::bigint[],"
            " %s::smallint[], %s::text[], %s::text[]) AS d(id, panel, medium, vector)",
            [list(column) for column in zip(*vectors, strict=True)],
        )


def store_clips(session: WriteSession, made: Sequence[tuple[PictureFile, VideoPrint]]) -> None:
    """
    Store the frames of clips.
    """
    if not made:
        return
    connection = raw(session)
    ids = [file.picture_id for file, _ in made]
    connection.execute(
        "UPDATE pictures SET state = 'ready', searched = false, claimed_at = NULL, made_at = now(),"
        " problem = NULL, phash = NULL, source = %s, informative = d.informative,"
        " duration_s = d.duration"
        " FROM unnest(%s::bigint[], %s::bool[], %s::float8[]) AS d(id, informative, duration)"
        " WHERE pictures.id = d.id",
        (
            PictureSource.FRAMES.value,
            ids,
            [any(frame.informative for frame in clip.frames) for _, clip in made],
            [clip.duration_s for _, clip in made],
        ),
    )
    connection.execute("DELETE FROM picture_frames WHERE picture_id = ANY(%s)", (ids,))
    frames = [
        (file.picture_id, position, frame.at_s, frame.phash, frame.informative, frame.look)
        for file, clip in made
        for position, frame in enumerate(clip.frames)
    ]
    connection.execute(
        "INSERT INTO picture_frames (picture_id, position, at_s, phash, informative, look)"
        " SELECT * FROM unnest(%s::bigint[], %s::smallint[], %s::float8[], %s::bigint[],"
        " %s::bool[], %s::bytea[])",
        [[frame[column] for frame in frames] for column in range(6)],
    )


def clips_of(
    session: ReadSession | WriteSession, picture_ids: Sequence[int]
) -> dict[int, VideoPrint]:
    """
    Give the frames of clips.
    """
    found: dict[int, tuple[float, int | None, int | None, list[Frame]]] = {
        row[0]: (row[1], row[2], row[3], [])
        for row in raw(session).execute(
            "SELECT p.id, p.duration_s, f.width, f.height FROM pictures p"
            " JOIN LATERAL (SELECT width, height FROM files f WHERE f.quick_id = p.quick_id"
            "  ORDER BY f.id LIMIT 1) f ON true WHERE p.id = ANY(%s)",
            (list(picture_ids),),
        )
    }
    for row in raw(session).execute(
        "SELECT picture_id, at_s, phash, informative, look FROM picture_frames"
        " WHERE picture_id = ANY(%s) ORDER BY picture_id, position",
        (list(found),),
    ):
        found[row[0]][3].append(Frame(row[1], row[2], row[3], bytes(row[4])))
    return {
        key: VideoPrint(duration, width or 0, height or 0, tuple(frames))
        for key, (duration, width, height, frames) in found.items()
    }


def fail(session: WriteSession, failed: Sequence[tuple[PictureFile, str]]) -> None:
    """
    Note what cannot be shown as a picture; it can still have exact copies.
    """
    raw(session).execute(
        "UPDATE pictures SET state = 'failed', problem = d.problem, claimed_at = NULL,"
        " made_at = now() FROM unnest(%s::bigint[], %s::text[]) AS d(id, problem)"
        " WHERE pictures.id = d.id",
        ([file.picture_id for file, _ in failed], [problem for _, problem in failed]),
    )


def files_of(
    session: ReadSession | WriteSession, picture_ids: Sequence[int]
) -> dict[int, PictureFile]:
    """
    Give a file on disk for each picture that has one.
    """
    query = f"SELECT p.id, p.medium, f.path, f.display, f.kind FROM pictures p {_ONE_FILE}"  # noqa: S608 - a constant of this module
    rows = raw(session).execute(f"{query} WHERE p.id = ANY(%s)".encode(), (list(picture_ids),))
    return {
        row[0]: PictureFile(row[0], Medium(row[1]), bytes(row[2]), row[3], Kind(row[4]))
        for row in rows
    }


def forget_orphans(session: WriteSession) -> int:
    """
    Drop pictures that no row of the inventory holds any more; give how many.

    Missing files still hold theirs: an unmounted library loses nothing.
    """
    connection = raw(session)
    rows = connection.execute(
        "DELETE FROM pictures p WHERE NOT EXISTS (SELECT 1 FROM files f"
        " WHERE f.quick_id = p.quick_id) RETURNING p.id"
    ).fetchall()
    ids = [row[0] for row in rows]
    if ids:
        for table in ("picture_vectors", "picture_frames"):
            connection.execute(
                f"DELETE FROM {table} WHERE picture_id = ANY(%s)".encode(),  # noqa: S608 - a constant of this module
                (ids,),
            )
        for table in ("candidate_pairs", "duplicate_pairs"):
            query = f"DELETE FROM {table} WHERE left_id = ANY(%(ids)s) OR right_id = ANY(%(ids)s)"  # noqa: S608 - a constant of this module
            connection.execute(query.encode(), {"ids": ids})
    return len(ids)
