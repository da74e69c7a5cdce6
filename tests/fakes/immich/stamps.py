"""
Where ids, secrets and moments come from: chance and the clock, or a seed that fixes them all.
"""

import hashlib
import secrets
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def made_id(*parts: str) -> str:
    """
    Give the id that these words always have, in the form of a random UUID as Immich wants it.
    """
    digest = hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))


def moment(at: datetime) -> str:
    """
    Give a moment as Immich writes it.
    """
    return f"{at.isoformat(timespec='milliseconds')[:23]}Z"


def database_moment(at: datetime) -> str:
    """
    Give a moment as Immich writes it where the text comes from Postgres.
    """
    text = at.replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if at.microsecond else text}+00:00"


class Stamps:
    """
    Gives ids, secrets and the time; with a seed always the same ones, at a clock that stands still.
    """

    def __init__(self, seed: str | None = None) -> None:
        self._seed = seed
        self._counts: Counter[str] = Counter()
        self._shift = timedelta()

    def now(self) -> datetime:
        """
        Give the time: the machine's, or the fixed one.
        """
        return (datetime.now(UTC) if self._seed is None else BEGINNING) + self._shift

    def advance(self, by: timedelta) -> None:
        """
        Let time go by.
        """
        self._shift += by

    def new_id(self, kind: str) -> str:
        """
        Give a new id for something of a kind.
        """
        if self._seed is None:
            return str(uuid.uuid4())
        self._counts[kind] += 1
        return made_id(self._seed, kind, str(self._counts[kind]))

    def secret(self, kind: str) -> str:
        """
        Give a new token or key.
        """
        if self._seed is None:
            return secrets.token_hex(24)
        return hashlib.sha384(self.new_id(kind).encode()).hexdigest()[:48]
