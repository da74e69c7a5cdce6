"""
A dedup database with many groups at every level, filled by COPY: what the service would have made.

Of 100 groups at a perceptual level 60 are exact copies, 30 are stars that stand at all perceptual
levels, and 10 stand at that level only. At the level exact there are exact copies only.
"""

import hashlib
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from dedup.levels import PERCEPTUAL, STRICT_TO_LOOSE
from mediacore.paths import parent_of, path_key

FOLDER_GROUPS = 60
YEAR_GROUPS = 9_000
OWNER = "anna"
DISMISSED = 5000

_FILES = (
    "path, path_key, folder_key, display, size, mtime_ns, ctime_ns, inode, device, kind, quick_id,"
    " content_id, state, format, width, height, taken_us, taken_trusted"
)
_GROUPS = (
    "group_id, duplicate_type, level, levels, content, cover_file_id, similarity, burst,"
    " keeper_file_id, reasons, member_count, total_size, savings, fingerprint, created_at"
)
_MEMBERS = (
    "group_id, file_id, file_path, file_type, quick_id, content, file_hash, perceptual_hash,"
    " similarity_score, relation, reasons, file_size, is_cover, is_suggested_keeper, burst,"
    " preselected, also_at"
)
_REASON = '[{"rule": "larger", "text": "larger: 24 vs 6 MP"}]'


@dataclass(frozen=True, slots=True)
class Made:
    """
    A group to be stored.
    """

    number: int
    levels: tuple[str, ...]
    sizes: tuple[int, ...]
    score: float

    @property
    def exact(self) -> bool:
        """
        Whether it is of equal files.
        """
        return self.score == 1

    @property
    def paths(self) -> list[str]:
        """
        The members' paths.
        """
        year = 2000 + self.number // YEAR_GROUPS
        folder = f"{year}/{self.number // FOLDER_GROUPS:05d}"
        return [f"{folder}/IMG_{self.number:06d}_{place}.jpg" for place in range(len(self.sizes))]


def groups(count: int) -> Iterator[Made]:
    """
    Give the groups that make `count` a level.
    """
    rng = random.Random(3)
    exact = tuple(level.value for level in STRICT_TO_LOOSE)
    near = tuple(level.value for level in PERCEPTUAL)
    kinds = [
        (count * 6 // 10, exact),
        (count * 4 // 10, exact[:1]),
        (count * 3 // 10, near),
        *((count // 10, (level,)) for level in near),
    ]
    wanted = [levels for amount, levels in kinds for _ in range(amount)]
    rng.shuffle(wanted)
    for number, levels in enumerate(wanted):
        members = min(8, 2 + int(rng.expovariate(0.8)))
        sizes = tuple(rng.randrange(1_000_000, 9_000_000) for _ in range(members))
        equal = levels[0] == "exact"
        score = 1.0 if equal else min(0.999, float(levels[0]) + rng.random() * 0.02)
        yield Made(number, levels, sizes[:1] * members if equal else sizes, score)


def fill(url: str, count: int) -> list[str]:
    """
    Fill an empty, migrated database with that many groups a level; give the paths of all members.
    """
    made = list(groups(count))
    shown = [path for group in made for path in group.paths]
    with psycopg.connect(url.replace("+psycopg", "")) as connection, connection.cursor() as cursor:
        connection.execute("SET synchronous_commit = off")
        for table, columns, rows in (
            ("files", _FILES, _files(made)),
            ("duplicate_groups", _GROUPS, _heads(made)),
            ("duplicate_members", _MEMBERS, _members(made)),
        ):
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        connection.execute(
            "INSERT INTO duplicate_levels (group_id, level, duplicate_type, created_at, savings,"
            " similarity, member_count) SELECT group_id, unnest(levels), duplicate_type,"
            " created_at, savings, similarity, member_count FROM duplicate_groups"
        )
        connection.execute(
            "INSERT INTO duplicate_hidden (group_id, owner, whole, file_ids, member_count,"
            " total_size, savings, similarity) SELECT group_id, %s, true, '{}', 0, 0, 0, 0"
            " FROM duplicate_levels WHERE level = '0.95' ORDER BY savings DESC LIMIT %s",
            (OWNER, DISMISSED),
        )
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return shown


def _quick_id(path: str) -> bytes:
    return hashlib.blake2b(path.encode(), digest_size=16).digest()


def _files(made: list[Made]) -> Iterator[tuple[Any, ...]]:
    number = 0
    for group in made:
        for shown, size in zip(group.paths, group.sizes, strict=True):
            path = shown.encode()
            content = _quick_id(group.paths[0] if group.exact else shown)
            number += 1
            yield (
                *(path, path_key(path), path_key(parent_of(path)), shown, size, 1, 1, number, 1),
                *("jpeg", content, content, "ready", "jpeg", 6000, 4000, number * 1_000_000, True),
            )


def _heads(made: list[Made]) -> Iterator[tuple[Any, ...]]:
    first = 1
    for group in made:
        total = sum(group.sizes)
        yield (
            uuid.UUID(int=hash((group.number, 7)) % 2**128),
            "exact" if group.exact else "perceptual",
            group.levels[0],
            list(group.levels),
            _quick_id(group.paths[0]),
            first,
            group.score,
            False,
            first,
            _REASON,
            len(group.sizes),
            total,
            total - max(group.sizes),
            b"",
            "2026-01-01 00:00:00+00:00".replace("00:00:00", _clock(group.number)),
        )
        first += len(group.sizes)


def _clock(number: int) -> str:
    seconds = number // 3
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _members(made: list[Made]) -> Iterator[tuple[Any, ...]]:
    number = 0
    for group in made:
        key = uuid.UUID(int=hash((group.number, 7)) % 2**128)
        for place, (path, size) in enumerate(zip(group.paths, group.sizes, strict=True)):
            number += 1
            content = _quick_id(group.paths[0] if group.exact else path)
            yield (
                *(key, number, path, "jpeg", content, content, content * 2, number * 7919),
                *(1.0 if place == 0 else group.score, "same", _REASON if place else "[]", size),
                *(place == 0, place == 0, False, place > 0, []),
            )
