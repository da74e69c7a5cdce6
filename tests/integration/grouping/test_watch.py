"""
The watcher process: what is copied in appears.
"""

from tests.integration.grouping.desk import Desk
from tests.integration.grouping.processes import WAIT, is_done, running
from tests.waiting import wait_until


def test_files_copied_in_appear_as_a_group(desk: Desk, env: dict[str, str]) -> None:
    """
    A watcher sees what comes after its first scan, and a worker makes a group of it.
    """
    desk.jpeg("IMG_0009.JPG", 900, 9)

    with running("grouping.watch", env), running("grouping.worker", env):
        wait_until(lambda: is_done(desk), WAIT)
        desk.pair("IMG_0001")
        wait_until(lambda: len(desk.groups()) == 1, WAIT)

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]
