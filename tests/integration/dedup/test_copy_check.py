"""
Damaged copies, when files are let go.
"""

import io

import pytest

from dedup.resolving import RefusedError
from tests.integration.dedup.cupboard import Cupboard
from tests.samples.scenes import scene


def photo(seed: int) -> bytes:
    """
    A whole JPEG.
    """
    file = io.BytesIO()
    scene(seed, 64, 48).save(file, "JPEG")
    return file.getvalue()


def test_last_undamaged_copy_has_to_stay(cupboard: Cupboard) -> None:
    """
    A picture that is cut off may be shown, and still is no good copy of a whole one.
    """
    cupboard.show("a.jpg", photo(1))
    cupboard.show("b.jpg", photo(2)[:-40])
    group_id = cupboard.alike("a.jpg", "b.jpg")

    with pytest.raises(RefusedError) as caught:
        cupboard.remove(group_id, "a.jpg")

    assert cupboard.states() == []
    assert caught.value.context["reason"] == "last_undamaged_copy"
    (file,) = caught.value.context["files"]
    assert (file["path"], file["reason"]) == ("b.jpg", "damaged")


def test_damaged_copy_may_go(cupboard: Cupboard) -> None:
    """
    A whole one stays; where all are damaged, any that can be shown will do.
    """
    cupboard.show("a.jpg", photo(1))
    cupboard.show("b.jpg", photo(2)[:-40])
    cupboard.show("c.jpg", photo(3)[:-40])
    group_id = cupboard.alike("a.jpg", "b.jpg", "c.jpg")

    cupboard.remove(group_id, "b.jpg", keep=("c.jpg",))
    cupboard.remove(group_id, "c.jpg", keep=("a.jpg",))

    assert [path for path, _ in cupboard.states()] == ["b.jpg", "c.jpg"]
