"""
Tests of lending sandboxes.
"""

import os
from collections.abc import Iterator

import pytest

from mediacore.sandbox import Sandbox, SandboxCrashedError
from mediacore.sandbox_pool import SandboxPool

MEMORY = 256 * 2**20


@pytest.fixture
def pool() -> Iterator[SandboxPool]:
    """
    A pool that keeps one.
    """
    made = SandboxPool(lambda: Sandbox(memory_bytes=MEMORY, seconds=30))
    yield made
    made.close()


def child_of(pool: SandboxPool) -> int:
    """
    Give the process that a borrower's calls are made in.
    """
    with pool.one() as sandbox:
        return sandbox.call(os.getpid)


def is_alive(pid: int) -> bool:
    """
    Tell whether there is such a process.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_next_borrower_finds_the_process_running(pool: SandboxPool) -> None:
    """
    It is not started anew.
    """
    assert child_of(pool) == child_of(pool)


def test_borrowers_at_the_same_time_share_nothing(pool: SandboxPool) -> None:
    """
    Of two that come back one is kept.
    """
    with pool.one() as first, pool.one() as second:
        pids = first.call(os.getpid), second.call(os.getpid)

    assert pids[0] != pids[1]
    assert [is_alive(pid) for pid in pids] == [False, True]
    assert child_of(pool) == pids[1]


def test_crash_costs_the_next_borrower_nothing(pool: SandboxPool) -> None:
    """
    A sandbox starts another child by itself.
    """
    with pytest.raises(SandboxCrashedError), pool.one() as sandbox:
        sandbox.call(os.abort)

    assert is_alive(child_of(pool))


def test_closed_pool_keeps_nothing(pool: SandboxPool) -> None:
    """
    Neither what it had, nor what comes back later.
    """
    kept = child_of(pool)
    with pool.one() as sandbox:
        lent = sandbox.call(os.getpid)
        pool.close()
        assert lent == kept
        assert is_alive(lent)
    assert not is_alive(lent)

    pool.close()
