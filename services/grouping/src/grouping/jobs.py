"""
The grouping service's jobs.
"""

import dramatiq

from grouping.wiring import QUEUE, broker, runtime

broker()


@dramatiq.actor(queue_name=QUEUE, actor_name="grouping_work")
def work() -> None:
    """
    Do the work that lies in the database.
    """
    runtime(work.send).work()
