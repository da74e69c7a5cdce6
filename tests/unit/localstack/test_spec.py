"""
What the supervisor knows about one process.
"""

import signal

from localstack.account import own_account
from localstack.spec import ProcessSpec, nothing


def test_a_process_is_ours_restarted_and_asked_to_end_unless_said_otherwise() -> None:
    """
    The defaults fit a service that has nothing to prepare and no health to ask for.
    """
    spec = ProcessSpec("api", ("run", "api"))

    assert (spec.account, spec.restart, spec.once) == (own_account(), True, False)
    assert (spec.stop_signal, spec.drain, spec.quiet) == (signal.SIGTERM, False, False)
    assert (spec.prepare, spec.when_ready, spec.ready) == (nothing, nothing, None)


def test_a_step_that_needs_no_doing_may_be_done_at_any_time() -> None:
    """
    The placeholder neither fails nor changes anything.
    """
    before = ProcessSpec("api", ("run",), prepare=nothing)

    before.prepare()

    assert before == ProcessSpec("api", ("run",))
