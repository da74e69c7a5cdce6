"""
The watcher process: what is copied in appears.
"""

import subprocess
import sys

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


def test_loading_the_module_watches_nothing(desk: Desk, env: dict[str, str]) -> None:
    """
    Only the process itself watches, not whoever looks at the module.
    """
    subprocess.run([sys.executable, "-c", "import grouping.watch"], env=env, check=True)

    assert desk.rows("SELECT count(*) FROM scan_runs") == [(0,)]
