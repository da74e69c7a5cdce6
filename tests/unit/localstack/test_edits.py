"""
What people do to their pictures and clips.
"""

from datetime import UTC, datetime
from pathlib import Path

import av
import pytest
from PIL import Image

from localstack.edits import (
    Edit,
    as_it_is,
    copy_clip,
    copy_picture,
    cropped,
    for_a_messenger,
    framed,
    halved,
    mirrored,
)
from localstack.writers import Look, write_clip, write_jpeg

WHEN = datetime(2026, 11, 1, 18, 20)  # noqa: DTZ001 - a camera's clock has no zone
SIZE = (1200, 800)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    A sample photo.
    """
    return write_jpeg(tmp_path_factory.mktemp("photo") / "a.jpg", WHEN, look=Look(1, SIZE))


@pytest.mark.parametrize(
    ("edit", "size"),
    [
        (as_it_is, SIZE),
        (halved, (600, 400)),
        (for_a_messenger, (640, 427)),
        (cropped, (1104, 704)),
        (framed, (1344, 944)),
        (mirrored, SIZE),
    ],
)
def test_copies_have_the_size_of_their_edit(
    tmp_path: Path, photo: Path, edit: Edit, size: tuple[int, int]
) -> None:
    """
    A copy is a picture of its own, without the camera's facts, and as old as its making.
    """
    path = copy_picture(photo, tmp_path / "b.jpg", edit, 80, WHEN)

    with Image.open(path) as copy:
        assert copy.size == size
        assert not copy.getexif()
    assert path.stat().st_mtime == WHEN.replace(tzinfo=UTC).timestamp()


def test_clip_is_encoded_anew(tmp_path: Path) -> None:
    """
    The copy of a clip is smaller and lasts as long.
    """
    clip = write_clip(tmp_path / "a.mp4", WHEN, Look(1, (160, 90)), seconds=1)

    path = copy_clip(clip, tmp_path / "b.mp4", (80, 46), WHEN)

    with av.open(str(path)) as copy:
        stream = copy.streams.video[0]
        assert (stream.width, stream.height, stream.frames) == (80, 46, 15)
