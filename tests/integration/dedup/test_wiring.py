"""
How the parts are put together.
"""

from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from dedup import wiring
from dedup.checked_files import BadCopyError, KnownFile
from mediacore.formats import Kind


@pytest.mark.usefixtures("told")
def test_parts_are_made_once(tmp_path: Path) -> None:
    """
    Settings, pool, broker and runtime are the same whoever asks.
    """
    sent: list[int] = []

    def send() -> None:
        sent.append(1)

    runtime = wiring.runtime(send)
    runtime.wake(1)

    assert wiring.settings().media_path == tmp_path / "library"
    assert wiring.runtime(send) is runtime
    assert runtime.database is wiring.database()
    assert wiring.broker() is wiring.broker()
    assert sent == [1]


@pytest.mark.usefixtures("told")
def test_pictures_are_left_alone_when_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The switch for perceptual matching decides whether previews are made at all.
    """
    monkeypatch.setenv("ENABLE_PERCEPTUAL_MATCH", "false")
    with_none = wiring.runtime(lambda: None, whole_files=True)
    wiring.settings.cache_clear()
    monkeypatch.setenv("ENABLE_PERCEPTUAL_MATCH", "true")

    with_one = wiring.runtime(lambda: None, whole_files=True)

    assert not with_none._library._depth.rules.perceptual  # type: ignore[attr-defined]  # what was put in
    assert with_one._library._depth.rules.perceptual  # type: ignore[attr-defined]  # what was put in


@pytest.mark.usefixtures("told")
def test_desk_shows_pictures_and_clips_before_the_last_copy_goes(tmp_path: Path) -> None:
    """
    What decodes is good; a damaged picture or clip is no copy.
    """
    library = tmp_path / "library"
    library.mkdir(exist_ok=True)
    Image.linear_gradient("L").save(library / "good.jpg")
    (library / "bad.jpg").write_bytes(b"nothing")
    (library / "bad.mp4").write_bytes(b"nothing")
    with closing(wiring.sandboxes(wiring.settings())) as pool:
        check = wiring.desk(wiring.settings(), pool).check

        check.show(KnownFile(1, b"good.jpg", "good.jpg", Kind.JPEG, 1, 1))
        for name, kind in (("bad.jpg", Kind.JPEG), ("bad.mp4", Kind.VIDEO)):
            with pytest.raises(BadCopyError, match="cannot be shown"):
                check.show(KnownFile(1, name.encode(), name, kind, 1, 1))
