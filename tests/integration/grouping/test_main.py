"""
The API process: it takes requests and leaves the work to workers.
"""

from contextlib import suppress

import httpx

from tests.integration.grouping.desk import TOKEN, Desk
from tests.integration.grouping.processes import WAIT, is_done, running
from tests.waiting import wait_until

HEADERS = {"Authorization": f"Bearer {TOKEN}"}


def start_scan(env: dict[str, str]) -> bool:
    """
    Ask the API for a scan; tell whether it took the request.
    """
    with suppress(httpx.TransportError):
        answer = httpx.post(f"http://127.0.0.1:{env['PORT']}/scan", headers=HEADERS)
        return answer.status_code == 202
    return False


def test_scan_asked_of_the_api_is_done_by_a_worker(desk: Desk, env: dict[str, str]) -> None:
    """
    The API takes the request, the worker does the work, both over Redis and Postgres.
    """
    desk.pair("IMG_0001")

    with running("grouping.main", env), running("grouping.worker", env):
        wait_until(lambda: start_scan(env), WAIT)
        wait_until(lambda: is_done(desk), WAIT)

    assert desk.shots() == [("IMG_0001.JPG", "IMG_0001.DNG")]
