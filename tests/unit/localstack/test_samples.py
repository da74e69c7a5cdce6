"""
The sample library.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from localstack.samples import FINISHED, make_sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    One library for all these tests.
    """
    return make_sample_library(tmp_path_factory.mktemp("library") / "sample")


def photos(library: Path, pattern: str) -> set[str]:
    """
    The names that fit.
    """
    return {path.name for path in library.rglob(pattern)}


def test_it_is_small(library: Path) -> None:
    """
    About seventy files and a few megabytes.
    """
    sizes = [path.stat().st_size for path in library.rglob("*") if path.is_file()]

    assert 60 <= len(sizes) <= 80
    assert sum(sizes) < 15_000_000


def test_it_has_every_kind_of_version(library: Path) -> None:
    """
    Pairs, RAW folders, edits, bursts, clips, a Live Photo and an orphan.
    """
    assert {"IMG_4210.JPG", "IMG_4210.DNG"} <= photos(library, "*Dolomites/*")
    assert "DSC_0811.DNG" in photos(library, "RAW/*")
    assert "DSC05120_edit.jpg" in photos(library, "*Coast/*")
    assert len(photos(library, "20260802_170321_*.jpg")) == 6
    assert {"MVI_620.MOV", "MVI_620.mp4"} <= photos(library, "MVI_*")
    assert {"IMG_3589.JPG", "IMG_3589.MOV"} == photos(library, "IMG_3589.*")
    assert photos(library, "_MG_0042.*") == {"_MG_0042.DNG"}


def test_it_has_exact_duplicates(library: Path) -> None:
    """
    A backup holds the same bytes.
    """
    copies = list((library / "Backup of phone").iterdir())
    originals = {path.name: path for path in (library / "2026").rglob("PXL_*.jpg")}

    assert len(copies) == 5
    assert all(copy.read_bytes() == originals[copy.name].read_bytes() for copy in copies)


def test_it_has_near_duplicates(library: Path) -> None:
    """
    Copies that were resized, recompressed, cropped, framed, mirrored and sent around.
    """
    assert photos(library, "Shared album/*") == {
        "cut.jpg",
        "for the wall.jpg",
        "other way round.jpg",
        "winter small.jpg",
    }
    assert len(photos(library, "Downloads/*-WA*")) == 3


def test_two_shots_of_one_place_are_two_pictures(library: Path) -> None:
    """
    What moves has moved between them, so they are no duplicates.
    """
    first, second = (
        np.asarray(Image.open(path).convert("L")).astype(int)
        for path in sorted(library.rglob("DSCF*.JPG"))
    )

    assert np.corrcoef(first.ravel(), second.ravel())[0, 1] < 0.9


def test_it_is_made_once(library: Path) -> None:
    """
    A finished library is left as it is, deletions included.
    """
    gone = next(library.rglob("C0007.MP4"))
    kept = gone.read_bytes()
    gone.unlink()

    make_sample_library(library)
    made_again = gone.exists()
    gone.write_bytes(kept)

    assert not made_again


def test_a_library_of_another_version_is_made_anew(tmp_path: Path, library: Path) -> None:
    """
    The mark of an older library does not count, and the files come out the same.
    """
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / FINISHED).write_text("0")

    make_sample_library(folder)

    assert photos(folder, "*") == photos(library, "*")
    for path in folder.rglob("*.*"):
        assert path.read_bytes() == (library / path.relative_to(folder)).read_bytes(), path
