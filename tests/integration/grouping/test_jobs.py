"""
The one job: a message only wakes, so it may come twice, late, or for nothing.
"""

from tests.integration.grouping.desk import Desk
from tests.integration.grouping.processes import WAIT, is_done, running, send_work
from tests.waiting import wait_until


def test_messages_beyond_the_work_do_nothing(desk: Desk, env: dict[str, str]) -> None:
    """
    Three messages for one scan end like one.
    """
    desk.pair("IMG_0001")
    desk.runtime.start_scan("manual")
    for _ in range(3):
        send_work(env["REDIS_URL"])

    with running("grouping.worker", env):
        wait_until(lambda: is_done(desk), WAIT)

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]
    assert desk.group()["revision"] == 1
