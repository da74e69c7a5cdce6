"""
How well near duplicates are found: the whole service over a folder with labels.

    python -m bench.accuracy [DIR]

DIR holds `labels.csv` (group_id,path,kind,base_id,level,scene_id); without it, the labelled set is
made from the test data in TWINLENS_TESTDATA. The real service scans the folder: worker processes,
Postgres, Redis. Reported are its verified pairs and its equal files; at the default, pairs of a
score of 0.95 and more, at the loosest level, of 0.80 and more.

recall of a level: the share of its files whose pair with the base of their group is reported. For
the hashes beside it, pairs within so many bits of the fully decoded, upright pictures.
precision: the share of the reported pairs whose files belong to one group. Pairs of two charts of
one scene count neither way. `scene_pairs` are reported pairs of two shots of a scene,
`negative_pairs` those with a file that is no file's duplicate.

The last line is JSON.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import imagehash
import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that it runs by its path, too

from bench.dedup_service import scanned
from bench.pdq import pdq
from dedup.records import Level
from mediacore.database import Database, raw
from mediacore.formats import kind_of_name
from mediacore.previews import PreviewError, preview

RECALLED = ("exact", "same", "loose", "hard")
HASH_EDGE = 512
HASHES: dict[str, Callable[[Image.Image], object]] = {
    "phash": imagehash.phash,
    "dhash": imagehash.dhash,
    "pdq": pdq,
}
HASH_BITS = {
    "pHash <= 3": ("phash", 3),
    "pHash <= 10": ("phash", 10),
    "dHash <= 10": ("dhash", 10),
    "PDQ <= 31 of 256": ("pdq", 31),
}
WORD_BITS = 64

Scores = Mapping[tuple[str, str], float]

_VERIFIED = """
SELECT l.display, r.display, d.score FROM duplicate_pairs d
JOIN pictures a ON a.id = d.left_id JOIN pictures b ON b.id = d.right_id
JOIN files l ON l.quick_id = a.quick_id JOIN files r ON r.quick_id = b.quick_id
WHERE d.score >= %s AND l.state = 'ready' AND r.state = 'ready'
UNION ALL
SELECT l.display, r.display, 1.0 FROM duplicate_members m
JOIN duplicate_groups g ON g.group_id = m.group_id AND g.duplicate_type = 'exact'
JOIN duplicate_members n ON n.group_id = m.group_id AND n.file_id > m.file_id
JOIN files l ON l.id = m.file_id JOIN files r ON r.id = n.file_id
UNION ALL
SELECT l.display, r.display, 1.0 FROM files l JOIN files r ON l.sha256 = r.sha256 AND l.id < r.id
WHERE l.state = 'ready' AND r.state = 'ready'
"""


@dataclass(frozen=True, slots=True)
class Label:
    """
    One row of `labels.csv`.
    """

    group: str
    path: str
    kind: str
    level: str
    scene: str


@dataclass
class Figures:
    """
    What a way of matching reaches.
    """

    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    kinds_missed: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    scene_pairs: int = 0
    negative_pairs: int = 0
    wrong_pairs: list[tuple[str, str, float]] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        """
        Give the figures as they are printed at the end.
        """
        reported = self.right + self.wrong
        return {
            "precision": round(self.right / reported, 5) if reported else 1.0,
            "recall": {
                level: round(self.found[level] / self.wanted[level], 4)
                for level in RECALLED
                if self.wanted[level]
            },
            "scene_pairs": self.scene_pairs,
            "negative_pairs": self.negative_pairs,
        }


def read_labels(folder: Path) -> list[Label]:
    """
    Read the labels of a folder.
    """
    with (folder / "labels.csv").open(newline="", encoding="utf-8") as file:
        return [
            Label(row["group_id"], row["path"], row["kind"], row["level"], row["scene_id"])
            for row in csv.DictReader(file)
        ]


def verified_pairs(database: Database) -> dict[tuple[str, str], float]:
    """
    Give the service's pairs of paths and their scores.
    """
    with database.read() as session:
        rows = raw(session).execute(_VERIFIED, (Level.L80.least,)).fetchall()
    pairs: dict[tuple[str, str], float] = {}
    for left, right, score in rows:
        key = (min(left, right), max(left, right))
        pairs[key] = max(score, pairs.get(key, 0.0))
    return pairs


def figures(labels: Sequence[Label], pairs: Scores, least: float) -> Figures:
    """
    Compare reported pairs with the labels.
    """
    found = Figures()
    by_path = {label.path: label for label in labels}
    bases = {label.group: label.path for label in labels if label.level == "self"}
    reported = {pair: score for pair, score in pairs.items() if score >= least}
    for label in labels:
        base = bases.get(label.group)
        if label.level not in RECALLED or base is None:
            continue
        found.wanted[label.level] += 1
        found.kinds[label.kind] += 1
        if (min(label.path, base), max(label.path, base)) in reported:
            found.found[label.level] += 1
        else:
            found.kinds_missed[label.kind] += 1
    for (left, right), score in reported.items():
        _judge(found, by_path.get(left), by_path.get(right), score)
    return found


def _judge(found: Figures, left: Label | None, right: Label | None, score: float) -> None:
    if left is None or right is None:
        return
    if left.group == right.group:
        found.right += 1
        return
    same_scene = bool(left.scene) and left.scene == right.scene
    levels = {left.level, right.level}
    if same_scene and levels == {"chart"}:
        return
    found.wrong += 1
    found.wrong_pairs.append((left.path, right.path, score))
    if same_scene and "none" not in levels:
        found.scene_pairs += 1
    if "none" in levels:
        found.negative_pairs += 1


def hashes(folder: Path, labels: Iterable[Label], name: str) -> dict[str, int]:
    """
    Give a usual hash of each fully decoded, upright picture.
    """
    make = HASHES[name]
    found = {}
    for label in labels:
        path = folder / label.path
        try:
            picture = preview(os.fsencode(path), kind_of_name(path.name), HASH_EDGE)
        except PreviewError:
            continue
        found[label.path] = int(str(make(picture)), 16)
    return found


def hash_pairs(known: Mapping[str, int], bits: int) -> Iterator[tuple[tuple[str, str], float]]:
    """
    Give the pairs within so many bits, each with the score 1.
    """
    paths = sorted(known)
    widest = max(known.values(), default=0).bit_length()
    shifts = range(0, widest + 1, WORD_BITS)
    mask = (1 << WORD_BITS) - 1
    words = [[known[path] >> shift & mask for shift in shifts] for path in paths]
    values = np.array(words, dtype=np.uint64)
    for number, path in enumerate(paths[:-1]):
        near = np.bitwise_count(values[number + 1 :] ^ values[number]).sum(axis=1) <= bits
        for other in np.flatnonzero(near):
            yield (path, paths[number + 1 + int(other)]), 1.0


def show(name: str, found: Figures) -> None:
    """
    Print one line of the table.
    """
    summary = found.summary()
    recall = "  ".join(f"{level} {value:.4f}" for level, value in summary["recall"].items())
    print(
        f"{name:22} precision {summary['precision']:.5f}  {recall}"
        f"  scene {found.scene_pairs}  negative {found.negative_pairs}"
    )


def show_kinds(default: Figures, loosest: Figures) -> None:
    """
    Print the recall of each kind of edit.
    """
    print("\nrecall by kind            files  default  loosest")
    for kind, count in sorted(default.kinds.items()):
        at_default = 1 - default.kinds_missed[kind] / count
        at_loosest = 1 - loosest.kinds_missed[kind] / count
        print(f"  {kind:24} {count:4}   {at_default:.3f}    {at_loosest:.3f}")


def run(folder: Path) -> None:
    """
    Scan, compare, print.
    """
    labels = read_labels(folder)
    with scanned(folder) as scan:
        pairs = verified_pairs(scan.database)
        seconds = scan.seconds
    default = figures(labels, pairs, Level.L95.least)
    loosest = figures(labels, pairs, Level.L80.least)
    print(f"{len(labels)} files scanned in {seconds:.0f} s, {len(pairs)} pairs of 0.80 and more\n")
    show("Twinlens at 0.95", default)
    show("Twinlens at 0.80", loosest)
    known: dict[str, dict[str, int]] = defaultdict(dict)
    for name, (kind, bits) in HASH_BITS.items():
        if not known[kind]:
            known[kind] = hashes(folder, labels, kind)
        show(name, figures(labels, dict(hash_pairs(known[kind], bits)), 1.0))
    show_kinds(default, loosest)
    for left, right, score in sorted(loosest.wrong_pairs, key=lambda row: -row[2])[:20]:
        print(f"  wrong: {score:.3f}  {left}  {right}")
    print(json.dumps({"default": default.summary(), "loose": loosest.summary()}))


def main() -> None:
    """
    Take the folder that is named, or make the labelled set.
    """
    if len(sys.argv) > 1:
        run(Path(sys.argv[1]).resolve())
        return
    data = os.environ.get("TWINLENS_TESTDATA")
    if data is None:
        sys.exit("Name a folder with labels.csv, or set TWINLENS_TESTDATA.")
    with tempfile.TemporaryDirectory(prefix="twinlens-near-") as name:
        folder = Path(name) / "near"
        script = Path(data) / "near" / "make_near.py"
        subprocess.run([sys.executable, str(script), str(folder)], check=True)
        run(folder)


if __name__ == "__main__":
    main()
