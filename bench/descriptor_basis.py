"""
Make `descriptor_basis.npz`: what the vectors of photos have in common.

    python -m bench.descriptor_basis FOLDER [FILE]

Looks at every picture of a folder; writes the mean of their histograms and the matrix that whitens
them, both the same for all turns and mirrors. Needed only when the histogram itself changes.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from dedup.borders import trim
from dedup.descriptor import Vector, histogram, square, turned
from dedup.fingerprint import EDGE, grey_of
from dedup.smoothness import is_informative
from mediacore.formats import kind_of_name
from mediacore.previews import PreviewError, preview

RIDGE = 0.3  # of the mean variance, added so that directions without any are not blown up


def histograms(folder: Path) -> Iterator[Vector]:
    """
    Give the histogram of each picture under a folder that has something to see.
    """
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            grey = grey_of(preview(os.fsencode(path), kind_of_name(path.name), EDGE))
        except PreviewError:
            continue
        if is_informative(grey):
            yield histogram(square(grey, trim(grey)))


def main(folder: Path, target: Path) -> None:
    """
    Look, and write.
    """
    upright = np.array(list(histograms(folder)), dtype=np.float32)
    every = np.concatenate([turned(vector) for vector in upright]).astype(np.float64)
    mean = every.mean(axis=0)
    variance, directions = np.linalg.eigh(np.cov((every - mean).T))
    scale = 1 / np.sqrt(variance + RIDGE * variance.mean())
    whiten = (directions * scale) @ directions.T
    np.savez_compressed(
        target,
        mean=mean.astype(np.float32),
        whiten=(whiten / np.abs(whiten).max()).astype(np.float16),
    )
    print(f"{len(upright)} pictures, {target.stat().st_size} bytes in {target}")


if __name__ == "__main__":
    place = "services/dedup/src/dedup/descriptor_basis.npz"
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else place))
