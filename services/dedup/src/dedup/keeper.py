"""
Which of several equal files is worth keeping, and why. A suggestion: nothing is ever done by it.
"""

import re
from collections.abc import Callable, Sequence

from dedup.records import Copy, FileRecord, Keeper, Reason

PASSING_FOLDERS = frozenset(
    {"download", "downloads", "tmp", "temp", "incoming", "inbox", "whatsapp images"}
)
_COPY_MARK = re.compile(
    r"(?: \(\d{1,2}\)|[ _-]+(?:copy|kopie|copie|copia)(?: ?\(?\d{1,2}\)?)?)$"
    r"|^(?:copy of|kopie von|copie de|copia de) ",
    re.IGNORECASE,
)
_SECOND_NS = 1_000_000_000


def suggest_keeper(copies: Sequence[Copy]) -> Keeper:
    """
    Give the best of at least one copy, with every reason in which it is better than another.
    """
    records = [copy.record for copy in copies]
    best = min(records, key=lambda record: (*(rank(record) for rank, _, _ in _RULES), record.path))
    others = [record for record in records if record is not best]
    reasons = tuple(
        Reason(rule, text)
        for rank, rule, text in _RULES
        if any(rank(best) < rank(other) for other in others)
        and all(rank(best) <= rank(other) for other in others)
    )
    return Keeper(best.file_id, reasons)


def _in_passing_folder(record: FileRecord) -> int:
    folders = record.path.casefold().split("/")[:-1]
    return int(any(folder in PASSING_FOLDERS for folder in folders))


def _named_as_copy(record: FileRecord) -> int:
    stem = record.path.rpartition("/")[2].rpartition(".")[0]
    return int(_COPY_MARK.search(stem) is not None)


def _age(record: FileRecord) -> int:
    return record.mtime_ns // _SECOND_NS  # file systems keep seconds, copies often no more


def _length(record: FileRecord) -> int:
    return len(record.path)


_RULES: tuple[tuple[Callable[[FileRecord], int], str, str], ...] = (
    (_in_passing_folder, "not_in_downloads", "not in a Downloads folder"),
    (_named_as_copy, "not_named_copy", "its name does not say that it is a copy"),
    (_age, "oldest", "oldest"),
    (_length, "shorter_path", "shorter path"),
)
