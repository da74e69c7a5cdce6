"""
What a file's name says: its base, and what was appended to that, step by step.

A name is only a candidate. The base is what all files have in common that could be one shot;
whether they are is decided by times, cameras and ids.
"""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from grouping.bursts import frame_of
from grouping.devices import device_part, has_fine_stamp, is_chat
from grouping.folders import Folders, Place
from grouping.folding import fold
from grouping.lexicon import PLAIN, Lexicon, Suffix, SuffixKind
from grouping.records import Role
from grouping.rules import Rules
from grouping.sidecars import media_name
from mediacore.formats import NOT_MEDIA, kind_of_name

TAKEOUT_NAME = 50  # Google Takeout cuts names to about this length
MAX_STEPS = 8
READ_NAMES = 50_000  # kept in memory, of those that must be taken apart


class StepKind(IntEnum):
    """
    What taking a part off a name means for what must hold besides.
    """

    SAME = 1  # structure: as good as the same name
    EDIT = 2  # an editor's word: an edit may have lost its capture time
    COPY = 3  # a number: another file of the same moment, if its base is there
    WORD = 4  # a word nobody foresaw: as a copy
    FRAME = 5  # one shot of a burst


# Members of enums, looked up once: Python 3.11 takes longer over that than over the comparison.
_FRAME, _BURST_FRAME = StepKind.FRAME, Role.BURST_FRAME


class Step(NamedTuple):
    """
    One part taken off a name.
    """

    kind: StepKind
    rest: str
    text: str
    role: Role | None
    sure: bool = True


class Name(NamedTuple):
    """
    A name, read.

    :ivar stem: the folded name without its extension.
    :ivar extension: folded, without its dot.
    :ivar base: what remains when everything is taken off.
    :ivar chain: the stem and what remained of it after each step.
    :ivar steps: what was taken off, the outermost first.
    :ivar role: what the outermost telling part makes of the file.
    :ivar alone: whether the name must never group by itself.
    :ivar fine_stamp: whether the base is a moment in milliseconds.
    """

    stem: str
    extension: str
    base: str
    chain: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    role: Role | None = None
    alone: bool = False
    fine_stamp: bool = False


_KIND_OF_SUFFIX = {
    SuffixKind.EDIT: StepKind.EDIT,
    SuffixKind.RENDER: StepKind.SAME,
    SuffixKind.COPY: StepKind.COPY,
    SuffixKind.WORD: StepKind.WORD,
}


class Naming:
    """
    Reads names and places by one set of rules.
    """

    def __init__(self, rules: Rules) -> None:
        self._lexicon = Lexicon(rules)
        self._folders = Folders(rules)
        self._read = lru_cache(maxsize=READ_NAMES)(self._take_apart)

    def split(self, path: str) -> tuple[Place, str, str]:
        """
        Give a path's place, and its folded stem and extension.
        """
        folder, _, name = path.rpartition("/")
        folded = name.lower() if name.isascii() else fold(name)
        stem, dot, extension = folded.rpartition(".")
        if not dot or not stem:
            stem, extension = f"{dot}{extension}", ""
        return self._folders.place(folder), stem.strip(), extension

    def key(self, path: str) -> str:
        """
        Give what all paths share that could be grouped by name.
        """
        folder, _, name = path.rpartition("/")
        if kind_of_name(name) in NOT_MEDIA:
            name = media_name(name)
        place, stem, extension = self.split(f"{folder}/{name}")
        return f"{place.around}//{self.read(stem, extension).base}"

    def read(self, stem: str, extension: str) -> Name:
        """
        Read a folded stem.
        """
        return self.marked(stem, extension) or plain_name(stem, extension)

    def marked(self, stem: str, extension: str) -> Name | None:
        """
        Read a folded stem, or give None where a glance shows that nothing was appended to it.
        """
        return None if PLAIN.fullmatch(stem) else self._read(stem, extension)

    def _take_apart(self, stem: str, extension: str) -> Name:
        if is_chat(stem):
            return Name(stem, extension, stem, (stem,), alone=True)
        truncated = len(stem) + len(extension) + 1 >= TAKEOUT_NAME
        steps: list[Step] = []
        rest = stem
        while len(steps) < MAX_STEPS and not PLAIN.fullmatch(rest):
            step = self._next(rest, extension, truncated=truncated and not steps)
            if step is None:
                break
            steps.append(step)
            rest = step.rest
            if step.kind is _FRAME:
                break
        _put_counter_last(stem, steps)
        return Name(
            stem,
            extension,
            rest,
            (stem, *[step.rest for step in steps]),
            tuple(steps),
            next(filter(None, [step.role for step in steps]), None),
            fine_stamp=has_fine_stamp(rest),
        )

    def _next(self, stem: str, extension: str, *, truncated: bool) -> Step | None:
        frame = frame_of(stem)
        if frame is not None:
            role = Role.COVER if frame.cover else _BURST_FRAME
            return Step(_FRAME, frame.base, stem, role, sure=frame.explicit)
        part = device_part(stem)
        if part is not None:
            kind = StepKind.SAME
            if part.role in (Role.EDIT, Role.BACK):
                kind = StepKind.EDIT if part.edit else StepKind.WORD
            return Step(kind, part.rest, part.text, part.role)
        suffix = self._lexicon.suffix(stem, extension, truncated=truncated)
        return _step(suffix) if suffix else None


def plain_name(stem: str, extension: str) -> Name:
    """
    Give the name of a folded stem to which nothing was appended.
    """
    return Name(stem, extension, stem, (stem,), (), None, False, has_fine_stamp(stem))  # noqa: FBT003 - keywords cost time here


def _put_counter_last(stem: str, steps: list[Step]) -> None:
    """
    Read `x-edited(1)` as the edit of `x(1)`: Google Takeout counts at the very end of a name.
    """
    if len(steps) > 1 and (steps[0].kind, steps[1].kind) == (StepKind.COPY, StepKind.EDIT):
        counter, edit = steps[:2]
        if stem == f"{counter.rest}({counter.text})":
            steps[0] = edit._replace(rest=f"{edit.rest}({counter.text})")
            steps[1] = counter._replace(rest=edit.rest)


def _step(suffix: Suffix) -> Step:
    return Step(_KIND_OF_SUFFIX[suffix.kind], suffix.rest, suffix.text, suffix.role)


@lru_cache(maxsize=16)
def naming_for(rules: Rules) -> Naming:
    """
    Give the reader of names for some rules, made once.
    """
    return Naming(rules)
