"""
Portions reach the sink once each, in order; deletions only while the root looks right.
"""

from mediacore.change_set import ChangeSet
from mediacore.delivery import Delivery
from mediacore.errors import UnavailableError
from mediacore.root_guard import RootState
from tests.fakes.known_files import entry

PORTION = ChangeSet(upserts=(entry(b"a.jpg"),), removed=(b"b.jpg",))


class Sink:
    """
    Takes portions, or refuses while it is away.
    """

    def __init__(self) -> None:
        self.taken: list[ChangeSet] = []
        self.away = False

    def __call__(self, portion: ChangeSet) -> None:
        """
        Take one portion.
        """
        if self.away:
            raise UnavailableError("the database is away")
        self.taken.append(portion)


class Guard:
    """
    Believes in the root, or not.
    """

    def __init__(self) -> None:
        self.ok = True

    def __call__(self) -> RootState:
        """
        Say what was set.
        """
        return RootState(self.ok, "as set")


def test_a_portion_is_delivered() -> None:
    """
    What the root's state allows reaches the sink.
    """
    sink = Sink()
    delivery = Delivery(sink, Guard())

    delivery.give(PORTION, 0.0)

    assert sink.taken == [PORTION]
    assert not delivery.blocked


def test_without_deletions_the_root_does_not_matter() -> None:
    """
    New files are taken whatever the root looks like.
    """
    sink, guard = Sink(), Guard()
    guard.ok = False
    delivery = Delivery(sink, guard)

    delivery.give(ChangeSet(upserts=PORTION.upserts), 0.0)

    assert sink.taken == [ChangeSet(upserts=PORTION.upserts)]
    assert delivery.suspended is None


def test_a_refused_portion_is_offered_again_ever_more_rarely() -> None:
    """
    The pauses double, and nothing is lost.
    """
    sink = Sink()
    sink.away = True
    delivery = Delivery(sink, Guard())
    delivery.give(PORTION, 0.0)
    times = []
    for _ in range(8):
        times.append(delivery.retry_at)
        delivery.retry(delivery.retry_at)
    sink.away = False
    delivery.retry(delivery.retry_at - 0.1)
    assert delivery.blocked

    delivery.retry(delivery.retry_at)

    assert times == [0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 61.5, 91.5]
    assert sink.taken == [PORTION]
    assert not delivery.blocked


def test_the_pauses_begin_anew_after_a_success() -> None:
    """
    One delivered portion forgets the earlier failures.
    """
    sink = Sink()
    delivery = Delivery(sink, Guard())
    for now in (0.0, 100.0):
        sink.away = True
        delivery.give(PORTION, now)
        sink.away = False
        assert delivery.retry_at == now + 0.5
        delivery.retry(delivery.retry_at)

    assert len(sink.taken) == 2


def test_deletions_are_held_back_while_the_root_is_in_doubt() -> None:
    """
    The rest of a portion is delivered; a portion of deletions alone is not.
    """
    sink, guard = Sink(), Guard()
    delivery = Delivery(sink, guard)
    guard.ok = False

    delivery.give(PORTION, 0.0)
    delivery.give(ChangeSet(removed=(b"c.jpg",)), 0.0)

    assert sink.taken == [ChangeSet(upserts=PORTION.upserts)]
    assert delivery.suspended == "as set"
    assert not delivery.resumes()


def test_deletions_resume_once_with_the_root() -> None:
    """
    The caller learns once that it must reconcile.
    """
    guard = Guard()
    delivery = Delivery(Sink(), guard)
    guard.ok = False
    delivery.give(PORTION, 0.0)
    guard.ok = True

    assert delivery.resumes()
    assert delivery.suspended is None
    assert not delivery.resumes()
