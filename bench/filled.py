"""
A grouping database with a million files, filled by COPY: what the service would have stored.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg

from grouping.keys import key_bytes, stem_of
from grouping.rules import Rules
from mediacore.paths import parent_of, path_key

FILE_COLUMNS = (
    "path, path_key, folder_key, display, size, mtime_ns, ctime_ns, inode, device,"
    " kind, quick_id, content_id, state, format, taken_us, taken_source, taken_exact,"
    " taken_trusted, camera, width, height, motion, match_key, stem, ungrouped"
)
EVIDENCE = json.dumps(
    [
        {"rule": "same_base_name", "text": "the same base name IMG_0001"},
        {"rule": "capture_time", "text": "taken at the same moment"},
        {"rule": "camera", "text": "the same camera, Canon EOS R6"},
    ]
)
START_US = 1_700_000_000_000_000
SHOTS_A_FOLDER = 500


def shot_paths(shot: int) -> tuple[str, str]:
    """
    Give the paths of one shot's JPEG and RAW.
    """
    folder = f"{2000 + shot // 50_000}/{shot // SHOTS_A_FOLDER:06d}"
    return f"{folder}/IMG_{shot % 10_000:04d}.JPG", f"{folder}/IMG_{shot % 10_000:04d}.CR2"


def _files(shots: int) -> Iterator[tuple[Any, ...]]:
    rules = Rules()
    for shot in range(shots):
        for side, shown in enumerate(shot_paths(shot)):
            path = shown.encode()
            content = path_key(b"content" + path)
            yield (
                path,
                path_key(path),
                path_key(parent_of(path)),
                shown,
                25_000_000 if side else 8_000_000,
                1,
                1,
                2 * shot + side,
                1,
                "raw" if side else "jpeg",
                content,
                content,
                "ready",
                "cr2" if side else "jpeg",
                START_US + shot * 7_000_000,
                "exif",
                False,
                True,
                "Canon EOS R6",
                6000,
                4000,
                False,
                key_bytes(shown, rules),
                stem_of(shown),
                shot % 10 >= 8,
            )


def fill(url: str, files: int) -> list[uuid.UUID]:
    """
    Fill an empty, migrated database with that many files, eight of ten in pairs; give group ids.
    """
    shots = files // 2
    with psycopg.connect(url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        connection.execute("SET synchronous_commit = off")
        with cursor.copy(f"COPY files ({FILE_COLUMNS}) FROM STDIN") as copy:
            for row in _files(shots):
                copy.write_row(row)
        ids = {shot: uuid.UUID(int=shot + 1) for shot in range(shots) if shot % 10 < 8}
        connection.execute(
            "CREATE TEMP TABLE made AS SELECT id, path_key, display, kind, size,"
            " ((id - (SELECT min(id) FROM files)) / 2)::bigint AS shot FROM files"
        )
        connection.execute(
            "INSERT INTO file_groups (group_id, group_type, confidence, evidence, switchable,"
            " primary_file_id, primary_path, member_count, total_size, fingerprint, card,"
            " created_at)"
            " SELECT lpad(to_hex(shot + 1), 32, '0')::uuid, 'raw_jpeg', 0.98, %s::jsonb, true, id,"
            " convert_to(display, 'UTF8'), 2, 33000000, '\\x00',"
            ' format(\'"group_id":"%%s","group_type":"raw_jpeg","confidence":0.98,'
            '"switchable":true,"primary_path":"%%s","members":[{"path":"%%s",'
            '"filename":"%%s","type":"jpeg","role":"original","size":8000000,'
            '"is_primary":true},{"path":"%%s","filename":"%%s","type":"raw",'
            '"role":"raw","size":25000000,"is_primary":false}]}\','
            " lpad(to_hex(shot + 1), 32, '0')::uuid, display, display, right(display, 12),"
            " left(display, -3) || 'CR2', left(right(display, 12), -3) || 'CR2'),"
            " now() - make_interval(secs => shot) FROM made WHERE kind = 'jpeg' AND shot %% 10 < 8",
            (EVIDENCE,),
        )
        connection.execute(
            "INSERT INTO group_members (file_id, group_id, path_key, file_path, file_type, role,"
            " is_primary, file_size, evidence, sidecars)"
            " SELECT id, lpad(to_hex(shot + 1), 32, '0')::uuid,"
            " path_key, display, kind, 'original', kind = 'jpeg', size, %s::jsonb, '{}' FROM made"
            " WHERE shot %% 10 < 8",
            (EVIDENCE,),
        )
        connection.execute("DROP TABLE made")
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return list(ids.values())
