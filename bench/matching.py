"""
Match generated file records once, and say how fast and in how much memory.

Usage: python bench/matching.py [N=1000000]

The last line is one line of JSON. On a machine that does other work besides, `cpu_s` is what a
quiet one would take.
"""

import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from grouping.matching import match
from grouping.records import FileRecord, TimeSource
from grouping.rules import Rules
from mediacore.formats import Kind

SECOND = 1_000_000
START = 1_500_000_000 * SECOND
PER_FOLDER = 600  # files of one outing

Made: TypeAlias = tuple[str, Kind, int, float | None]  # path, kind, time offset, duration


def generate(count: int, seed: int = 1) -> Iterator[FileRecord]:
    """
    Give records of a realistic mix: pairs, singles, edits, copies, bursts, Live Photos, clips.
    """
    dice = random.Random(seed)
    made, number, taken, folder = 0, 0, START, "2017/2017-07-14"
    while made < count:
        number += 1
        taken += dice.randrange(1, 90) * SECOND
        if made % PER_FOLDER == 0:
            taken += dice.randrange(1, 4) * 86_400 * SECOND
        day = time.gmtime(taken // SECOND)
        folder = f"{day.tm_year}/{day.tm_year}-{day.tm_mon:02}-{day.tm_mday:02}"
        for path, kind, offset, duration in _shot(dice, folder, number % 10_000, taken):
            made += 1
            yield FileRecord(
                file_id=made,
                path=path,
                kind=kind,
                size=1_000_000 + made,
                taken_us=taken + offset,
                taken_source=TimeSource.EXIF,
                camera="Canon EOS R5",
                duration_s=duration,
                width=8192,
                height=5464,
                content=made.to_bytes(16, "big"),
            )


def _shot(dice: random.Random, folder: str, number: int, taken: int) -> list[Made]:
    """
    Give path, kind, time offset and duration of the files of one shot.
    """
    stem = f"{folder}/IMG_{number:04}"
    jpeg: Made = (f"{stem}.JPG", Kind.JPEG, 0, None)
    raw: Made = (f"{stem}.CR3", Kind.RAW, 0, None)
    moment = time.strftime("%Y%m%d_%H%M%S", time.gmtime(taken // SECOND))
    shots: list[tuple[float, list[Made]]] = [
        (0.40, [jpeg]),
        (0.25, [raw, jpeg]),
        (0.05, [(f"{folder}/RAW/IMG_{number:04}.CR3", Kind.RAW, 0, None), jpeg]),
        (0.10, [raw, jpeg, (f"{stem}-Edit.tif", Kind.TIFF, 0, None)]),
        (0.03, [jpeg, (f"{stem} (1).JPG", Kind.JPEG, 0, None)]),
        (0.03, [(f"{stem}.HEIC", Kind.HEIF, 0, None), (f"{stem}.MOV", Kind.VIDEO, SECOND, 2.9)]),
        (0.02, [(f"{folder}/{moment}_{n:03}.jpg", Kind.JPEG, n, None) for n in range(1, 11)]),
        (0.07, [(f"{folder}/MVI_{number:04}.MP4", Kind.VIDEO, 0, 31.0)]),
        (0.05, [(f"{folder}/IMG-20170714-WA{number:04}.jpg", Kind.JPEG, 0, None)]),
    ]
    return dice.choices([made for _, made in shots], [weight for weight, _ in shots])[0]


def main(arguments: list[str]) -> None:
    """
    Generate, match once, and print the figures.
    """
    count = int(arguments[0]) if arguments else 1_000_000
    records = list(generate(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start, busy = time.perf_counter(), time.process_time()
    groups = match(records, Rules())
    wall, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for kind, found in Counter(group.type.value for group in groups).most_common():
        print(f"{kind:16} {found:>9,} groups")
    print(f"{len(records):,} records in {wall:.1f} s, {busy:.1f} s of CPU")
    print(f"peak memory {peak:,} MB, of which the records were {before:,} MB")
    figures = {
        "records": len(records),
        "groups": len(groups),
        "wall_s": round(wall, 2),
        "cpu_s": round(busy, 2),
        "records_per_s": round(len(records) / wall),
        "peak_rss_mb": peak,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
