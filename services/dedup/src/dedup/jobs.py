"""
The dedup service's jobs.
"""

import dramatiq

from dedup.wiring import QUEUE, broker, runtime

broker()


@dramatiq.actor(queue_name=QUEUE, actor_name="dedup_work")
def work() -> None:
    """
    Do the work that lies in the database.
    """
    runtime(work.send, whole_files=True).work()
