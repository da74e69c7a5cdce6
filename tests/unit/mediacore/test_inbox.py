"""
Notices melt into one per path, and none is lost unsaid.
"""

import threading

from mediacore.inbox import Inbox, Notices

TIMEOUT = 30.0


def test_notices_about_one_path_melt_into_one() -> None:
    """
    A path is looked at once, in the order of first arrival.
    """
    inbox = Inbox()
    inbox.mark(b"b.jpg")
    inbox.mark_all([b"a.jpg", b"b.jpg"])

    assert len(inbox) == 2
    assert inbox.take() == Notices(paths=(b"b.jpg", b"a.jpg"))
    assert inbox.take() == Notices()


def test_chains_of_renames_lead_back_to_their_start() -> None:
    """
    A file renamed twice came from both of its earlier names.
    """
    inbox = Inbox()
    inbox.moved(b"a", b"b")
    inbox.moved(b"b", b"c")
    inbox.moved(b"x", b"c")

    assert inbox.take().moves == ((b"c", frozenset({b"a", b"b", b"x"})),)


def test_too_many_notices_count_as_lost() -> None:
    """
    Memory stays bounded: beyond the limit only a reconciliation helps.
    """
    inbox = Inbox(limit=2)
    inbox.mark(b"1", b"2", b"3")
    inbox.mark(b"4")

    assert inbox.take() == Notices(paths=(b"4",), lost=True)


def test_a_loss_is_told_once() -> None:
    """
    Taking the notices forgets the loss.
    """
    inbox = Inbox()
    inbox.lose()

    assert inbox.take().lost
    assert not inbox.take().lost


def test_a_wait_ends_when_a_notice_arrives() -> None:
    """
    A waiting thread is woken by the first notice.
    """
    inbox = Inbox()
    threading.Timer(0.01, inbox.mark, [b"a.jpg"]).start()

    inbox.wait(TIMEOUT)

    assert len(inbox) == 1


def test_a_wait_ends_when_events_are_lost() -> None:
    """
    A loss is news as well.
    """
    inbox = Inbox()
    inbox.lose()

    inbox.wait(TIMEOUT)

    assert inbox.take().lost


def test_a_wait_that_ignores_notices_can_be_woken() -> None:
    """
    While nothing can be delivered only a call wakes the thread.
    """
    inbox = Inbox()
    inbox.mark(b"a.jpg")
    inbox.wait(0.01, for_notices=False)
    inbox.wake()

    inbox.wait(TIMEOUT, for_notices=False)

    assert len(inbox) == 1


def test_a_wait_in_the_past_ends_at_once() -> None:
    """
    Negative times are no error.
    """
    Inbox().wait(-1.0)
