"""
Fingerprints of real files: cameras' thumbnails, RAW previews, and what is broken on purpose.
"""

import csv
import os
import time
from pathlib import Path

import numpy as np
import pytest

from dedup.candidate_rules import DEFAULT_RULES
from dedup.descriptor import turned
from dedup.fingerprint import Fingerprint, read_fingerprint
from dedup.records import PictureSource
from mediacore.formats import Kind, kind_of_name
from mediacore.previews import PreviewError

DATA = Path(os.environ.get("TWINLENS_TESTDATA", ""))
SLOW = 20.0

pytestmark = [
    pytest.mark.testdata,
    pytest.mark.skipif(not (DATA / "thumbs").is_dir(), reason="TWINLENS_TESTDATA is not set"),
    pytest.mark.filterwarnings("ignore"),  # decoders warn of what is damaged
]


def look(path: Path) -> Fingerprint:  # pragma: no cover - needs real files
    """
    Make a file's fingerprint.
    """
    return read_fingerprint(os.fsencode(path), kind_of_name(path.name))


def proposes(one: Fingerprint, other: Fingerprint) -> bool:  # pragma: no cover - needs real files
    """
    Tell whether two fingerprints are near enough to be compared, by hash or by vector.
    """
    thumbnail = PictureSource.THUMBNAIL in (one.source, other.source)
    bits = DEFAULT_RULES.thumbnail_bits if thumbnail else DEFAULT_RULES.near_bits
    if ((one.phash ^ other.phash) & (2**64 - 1)).bit_count() <= bits:
        return True
    return any(
        float(np.linalg.norm(turned(left) - right, axis=1).min()) <= DEFAULT_RULES.vector_distance
        for left in one.vectors
        for right in other.vectors
    )


def test_thumbnails_propose_copies() -> None:  # pragma: no cover - needs real files
    """
    All of them, and most by a thumbnail.
    """
    folder = DATA / "thumbs"
    groups: dict[str, list[Fingerprint]] = {}
    with (folder / "labels.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault(row["base_id"], []).append(look(folder / row["path"]))
    missed = [name for name, (one, other) in groups.items() if not proposes(one, other)]
    sources = [one.source for one, _ in groups.values()]

    assert missed == []
    assert sources.count(PictureSource.THUMBNAIL) > len(sources) // 2


@pytest.mark.timeout(300)
@pytest.mark.parametrize("folder", ["raw", "bad"])
def test_all_are_seen_or_refused(folder: str) -> None:  # pragma: no cover - needs real files
    """
    Nothing else comes through, and nothing takes long.
    """
    seen, slow = 0, []
    for path in sorted((DATA / folder).rglob("*")):
        if not path.is_file() or kind_of_name(path.name) in (Kind.OTHER, Kind.SIDECAR, Kind.VIDEO):
            continue
        start = time.process_time()
        try:
            look(path)
            seen += 1
        except PreviewError:
            continue
        finally:
            if time.process_time() - start > SLOW:
                slow.append(path)

    assert seen > 0
    assert slow == []
