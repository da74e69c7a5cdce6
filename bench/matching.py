"""
Match generated file records once, and say how fast and in how much memory.

Usage: python bench/matching.py [N=1000000]

The last line is one line of JSON.
"""

import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator

from grouping.matching import match
from grouping.records import FileRecord, TimeSource
from grouping.rules import Rules
from mediacore.formats import Kind

SECOND = 1_000_000
START = 1_500_000_000 * SECOND
PER_FOLDER = 600  # files of one outing
EXTENSIONS = {Kind.RAW: "CR3", Kind.JPEG: "JPG", Kind.HEIF: "HEIC", Kind.VIDEO: "MP4"}


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


def _shot(
    dice: random.Random, folder: str, number: int, taken: int
) -> list[tuple[str, Kind, int, float | None]]:
    """
    Give path, kind, time offset and duration of the files of one shot.
    """
    stem = f"{folder}/IMG_{number:04}"
    pair = [
        (f"{stem}.CR3", Kind.RAW, 0, None),
        (f"{stem}.JPG", Kind.JPEG, 0, None),
    ]
    roll = dice.random()
    if roll < 0.40:
        return [(f"{stem}.JPG", Kind.JPEG, 0, None)]
    if roll < 0.65:
        return pair
    if roll < 0.70:
        return [(f"{folder}/RAW/IMG_{number:04}.CR3", Kind.RAW, 0, None), pair[1]]
    if roll < 0.80:
        return [*pair, (f"{stem}-Edit.tif", Kind.TIFF, 0, None)]
    if roll < 0.83:
        return [pair[1], (f"{stem} (1).JPG", Kind.JPEG, 0, None)]
    if roll < 0.86:
        return [(f"{stem}.HEIC", Kind.HEIF, 0, None), (f"{stem}.MOV", Kind.VIDEO, SECOND, 2.9)]
    if roll < 0.88:
        moment = time.strftime("%Y%m%d_%H%M%S", time.gmtime(taken // SECOND))
        names = [f"{folder}/{moment}_{frame:03}.jpg" for frame in range(1, 11)]
        return [(name, Kind.JPEG, 100_000 * place, None) for place, name in enumerate(names)]
    if roll < 0.95:
        return [(f"{folder}/MVI_{number:04}.MP4", Kind.VIDEO, 0, 31.0)]
    return [(f"{folder}/IMG-20170714-WA{number:04}.jpg", Kind.JPEG, 0, None)]


def main(arguments: list[str]) -> None:
    """
    Generate, match once, and print the figures.
    """
    count = int(arguments[0]) if arguments else 1_000_000
    records = list(generate(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.perf_counter()
    groups = match(records, Rules())
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for kind, found in Counter(group.type.value for group in groups).most_common():
        print(f"{kind:16} {found:>9,} groups")
    print(f"{len(records):,} records in {wall:.1f} s: {len(records) / wall:,.0f}/s")
    print(f"peak memory {peak:,} MB, of which the records were {before:,} MB")
    figures = {
        "records": len(records),
        "groups": len(groups),
        "wall_s": round(wall, 2),
        "records_per_s": round(len(records) / wall),
        "peak_rss_mb": peak,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
