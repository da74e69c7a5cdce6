"""
A change pump with everything around it in hand: inbox, sink, root and clock.
"""

import os
from pathlib import Path

from mediacore.change_pump import ChangePump
from mediacore.change_set import ChangeSet
from mediacore.delivery import Delivery
from mediacore.exclusions import Exclusions
from mediacore.inbox import Inbox
from mediacore.root_guard import RootState
from mediacore.settle import SettleQueue
from tests.samples.tree import put

QUIET, WAIT, LONGEST = 0.5, 0.25, 60.0


class Rig:
    """
    A pump over a folder, with its inbox, its sink and its clock.
    """

    def __init__(self, root: Path, batch_max: int = 500) -> None:
        self.root = root
        self.inbox = Inbox()
        self.taken: list[ChangeSet] = []
        self.sink_is_away = False
        self.root_is_ok = True
        self.now = 100.0
        self.delivery = Delivery(self._take, self._check)
        self.pump = ChangePump(
            os.fsencode(root),
            Exclusions(),
            self.inbox,
            self.delivery,
            settle=SettleQueue(QUIET, LONGEST),
            batch_max=batch_max,
            batch_wait=WAIT,
        )

    def _take(self, portion: ChangeSet) -> None:
        if self.sink_is_away:
            raise ConnectionError
        self.taken.append(portion)

    def _check(self) -> RootState:
        return RootState(self.root_is_ok, "as set")

    def run(self, seconds: float = 2.0) -> list[ChangeSet]:
        """
        Step as often as the pump asks for, and give what arrived meanwhile.
        """
        before, end = len(self.taken), self.now + seconds
        while self.now <= end:
            following = self.pump.step(self.now)
            assert following > self.now
            self.now = following
        return self.taken[before:]

    def have(self, *names: str) -> None:
        """
        Put finished files there, and let the pump know them.
        """
        put(self.root, *names)
        self.inbox.mark(*(name.encode() for name in names))
        self.run()


def upserted(portions: list[ChangeSet]) -> list[bytes]:
    """
    Give the paths of all upserts.
    """
    return [entry.path for portion in portions for entry in portion.upserts]


def removed(portions: list[ChangeSet]) -> list[bytes]:
    """
    Give all removed paths.
    """
    return [path for portion in portions for path in portion.removed]
