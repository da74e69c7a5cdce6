"""
Why two files are, or are not, duplicates: every stage's verdict on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dedup.bursts import burst_files
from dedup.exact import compare
from dedup.media import MEDIUM_OF_KIND
from dedup.memory_read import ReadFile, hash_file
from dedup.records import FileRecord, Level, Likeness, Medium
from dedup.stages import Stages
from mediacore.discovery import absolute
from mediacore.errors import TwinlensError
from mediacore.formats import Kind
from mediacore.wall_time import wall_time

HASH_MASK = (1 << 64) - 1
QUARTERS = 4
TRUSTED = {True: "", False: " (proves nothing)"}


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What one stage says.

    :ivar alike: whether it speaks for duplicates, against, or `None` for neither.
    """

    stage: str
    text: str
    alike: bool | None = None


def explain(
    root: bytes, one: ReadFile, other: ReadFile, stages: Stages | None = None
) -> list[Finding]:
    """
    Compare two files stage by stage; the last finding says which level they share.

    :param stages: what looks at pictures; without them only bytes are compared.
    """
    for file in (one, other):
        if file.record is None:
            return [Finding("reading", f"{_shown(file)}: {file.problem}", alike=False), _NO_LEVEL]
    first, second = _record(one), _record(other)
    if first.physical == second.physical:
        told = "one file on disk under two names: there is nothing to free"
        return [Finding("file on disk", told, alike=False), _NO_LEVEL]
    findings = [Finding("file on disk", "two files")]
    findings += _bytes(root, one, other)
    if findings[-1].alike:
        return [*findings, *_moments(first, second), Finding("level", "exact", alike=True)]
    mediums = [MEDIUM_OF_KIND.get(file.kind) for file in (one, other)]
    findings.append(_kinds(mediums))
    if findings[-1].alike is False or stages is None:
        return [*findings, *_moments(first, second), _NO_LEVEL]
    likeness, seen = _looks(root, one, other, stages)
    return [*findings, *seen, *_moments(first, second, likeness), _level(likeness)]


_NO_LEVEL = Finding("level", "they share none", alike=False)


def _shown(file: ReadFile) -> str:
    return file.path.decode("utf-8", "replace")


def _record(file: ReadFile) -> FileRecord:
    assert file.record is not None  # noqa: S101 - asked before
    return file.record


def _bytes(root: bytes, one: ReadFile, other: ReadFile) -> list[Finding]:
    first, second = _record(one), _record(other)
    if first.size != second.size:
        return [Finding("size", f"{first.size:,} and {second.size:,} bytes", alike=False)]
    findings = [Finding("size", f"{first.size:,} bytes each")]
    if first.quick_id != second.quick_id:
        return [*findings, Finding("quick id", "the parts that were read differ", alike=False)]
    findings.append(Finding("quick id", f"the same: {first.quick_id.hex()}"))
    whole = [hash_file(root, file) for file in (one, other)]
    for file in whole:
        if file.problem:
            return [*findings, Finding("SHA-256", f"{_shown(file)}: {file.problem}", alike=False)]
    equal = bool(compare(_record(file) for file in whole).sets)
    hashes = [(_record(file).sha256 or b"").hex() for file in whole]
    if equal:
        return [*findings, Finding("SHA-256", f"the same: {hashes[0]}", alike=True)]
    return [*findings, Finding("SHA-256", f"{hashes[0]} and {hashes[1]}", alike=False)]


def _kinds(mediums: Sequence[Medium | None]) -> Finding:
    if None in mediums:
        return Finding("kind", "one is neither a picture nor a clip", alike=False)
    if mediums[0] is mediums[1]:
        return Finding("kind", f"both are compared as {mediums[0]}")
    if Medium.VIDEO in mediums:
        return Finding("kind", "a clip is compared with clips only", alike=False)
    return Finding("kind", "a RAW and a picture of it are versions, no duplicates", alike=False)


def _looks(
    root: bytes, one: ReadFile, other: ReadFile, stages: Stages
) -> tuple[Likeness | None, list[Finding]]:
    paths = [absolute(root, file.path) for file in (one, other)]
    try:
        if one.kind is Kind.VIDEO:
            clips = [stages.clip(path) for path in paths]
            likeness = stages.compare_clips(*clips)
            return likeness, [_verdict(likeness)]
        prints = [
            stages.fingerprint(path, file.kind)
            for path, file in zip(paths, (one, other), strict=True)
        ]
        findings = [_distance(*prints), *_vectors(prints, stages), _candidate(prints, stages)]
        likeness = stages.compare(
            stages.features(paths[0], one.kind), stages.features(paths[1], other.kind)
        )
    except (TwinlensError, OSError) as error:
        return None, [Finding("looking", str(error), alike=False)]
    return likeness, [*findings, _verdict(likeness)]


def _distance(one: Any, other: Any) -> Finding:
    bits = ((one.phash ^ other.phash) & HASH_MASK).bit_count()
    sources = f"from {one.source} and {other.source}"
    dull = "" if one.informative and other.informative else "; one of them shows nothing"
    return Finding("fingerprint", f"{bits} of 64 bits differ, {sources}{dull}")


def _vectors(prints: Sequence[Any], stages: Stages) -> list[Finding]:
    one, other = prints
    if not (len(one.vectors) and len(other.vectors)):
        return []
    nearest, turn = min(
        (float(np.linalg.norm(left - right)), number)
        for vector in one.vectors
        for number, left in enumerate(stages.turns(vector))
        for right in other.vectors
    )
    return [Finding("vectors", f"{nearest:.3f} apart, {_turn_text(turn)}")]


def _turn_text(number: int) -> str:
    """
    Say which of the eight turns and mirrors a picture is seen in.
    """
    mirrored, quarters = divmod(number, QUARTERS)
    words = ["mirrored"] if mirrored else []
    words += [f"turned left by {90 * quarters}°"] if quarters else []
    return f"the first one {' and '.join(words)}" if words else "as they stand"


def _candidate(prints: Sequence[Any], stages: Stages) -> Finding:
    if list(stages.candidates(prints)):
        return Finding("candidates", "near enough to be compared")
    return Finding("candidates", "a scan would not compare them; it is done here all the same")


def _verdict(likeness: Likeness) -> Finding:
    reasons = "".join(f"; {reason.text}" for reason in likeness.reasons)
    text = f"score {likeness.score:.4f}, {likeness.relation}{reasons}"
    return Finding("comparing", text, alike=likeness.score >= Level.L80.least)


def _moments(one: FileRecord, other: FileRecord, likeness: Likeness | None = None) -> list[Finding]:
    findings = []
    times = [
        f"{wall_time(file.taken_us)}{TRUSTED[file.taken_trusted]}"
        for file in (one, other)
        if file.taken_us is not None
    ]
    if times:
        findings.append(Finding("taken", " and ".join(times)))
    score = 0.0 if likeness is None else likeness.score
    if burst_files([one, other], lambda _one, _other: score):
        findings.append(
            Finding("burst", "two frames of a burst: labelled so, never ticked for removal")
        )
    return findings


def _level(likeness: Likeness | None) -> Finding:
    if likeness is None:
        return _NO_LEVEL
    shared = [level for level in Level if likeness.score >= level.least]
    return Finding("level", shared[0].value, alike=True) if shared else _NO_LEVEL
