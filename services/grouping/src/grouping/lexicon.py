"""
Suffixes of names: editors' words in many languages, copies' numbers, renditions, owners' patterns.
"""

import re
from enum import Enum
from typing import NamedTuple

from grouping.bursts import ends_with_second
from grouping.folding import fold
from grouping.records import Role
from grouping.rules import Rules
from grouping.vocabulary import (
    COPY_PREFIXES,
    COPY_WORDS,
    DEVELOPERS,
    EDIT_MODIFIERS,
    RAW_EXTENSIONS,
)

PLAIN = re.compile(
    r"(?!g[hxls](?:\d\d|[a-z]{2})\d{4}$|mvimg)_?[a-z]{0,5}_?(?:\d{8}_\d{6,9}|\d{3,8})"
)

LONGEST_WORDS = 3  # tokens of the longest suffix in the vocabulary
_TAKEOUT_WORDS = (
    *("edited", "bearbeitet", "modifié", "modificato", "editado", "ha editado", "bewerkt"),
    *("edytowane", "編集済み", "effects", "collage", "animation", "smile"),
)


class SuffixKind(Enum):
    """
    What a suffix makes of a file.
    """

    EDIT = "edit"
    RENDER = "render"
    COPY = "copy"
    WORD = "word"


class Suffix(NamedTuple):
    """
    A suffix, and the stem without it.
    """

    kind: SuffixKind
    rest: str
    text: str
    role: Role


_COUNTER = re.compile(r" ?\d{1,2}$")
_TOKENS = re.compile(r"[-_ .~+]+")
_TAIL = re.compile(r"^(?P<rest>.*?\w.*?|\w)(?P<gap>[-_ .~+]*)\((?P<text>[^()]+)\)$")
_NUMBER = re.compile(r"^(?P<rest>.*\d.*?)(?P<text>[ ]?[-_+ ]\d{1,2})$")
_TILDE = re.compile(r"^(?P<rest>.+?)(?P<text>~\d{1,3})$")
_SNAPSEED = re.compile(r"^(?P<rest>.*\d)(?P<text>-0\d)$")
_MOMENT = re.compile(
    r"(?:(?:19|20)\d{2}[-_.]\d{1,2}[-_.]\d{1,2}|(?:^|\D)\d{2}[-_.]\d{2}[-_.]\d{2})$"
)
_COPY = re.compile(
    rf"^(?P<rest>.+?)(?P<text>(?:\s*-\s*|[ _])(?:{'|'.join(map(re.escape, COPY_WORDS))})"
    r"(?:[ _-]*\(?\d{1,3}\)?)?)$"
)
_DEVELOPED = re.compile(
    rf"^(?P<rest>.*\d.*?)(?P<text>[._\- ](?:{'|'.join(map(re.escape, RAW_EXTENSIONS))})"
    rf"(?:[._\-](?:{'|'.join(DEVELOPERS)}))?(?:_\d{{1,2}})?)$"
)


class Lexicon:
    """
    The suffixes that some rules know.
    """

    def __init__(self, rules: Rules) -> None:
        self._edits = {_tokens_key(word) for word in rules.edit_words}
        self._renders = {_tokens_key(word) for word in rules.render_words}
        self._patterns = tuple(
            compiled
            for pattern in rules.filename_patterns
            if (compiled := _compiled(pattern)) is not None
        )

    def suffix(self, stem: str, extension: str, *, truncated: bool) -> Suffix | None:
        """
        Take the outermost suffix off a folded stem, or give None when there is none.
        """
        return (
            self._worded(stem)
            or (_truncated(stem) if truncated else None)
            or _developed(stem)
            or self._numbered(stem, extension)
            or self._patterned(stem)
        )

    def _worded(self, stem: str) -> Suffix | None:
        """
        Read a word of the vocabulary, with or without brackets, at the end of a name.
        """
        bracketed = _bracketed(stem)
        if bracketed is not None and not bracketed["text"].isdecimal():
            kind = self._kind_of(bracketed["text"])
            rest = bracketed["rest"].rstrip("-_ .~+")
            return _suffix(kind, rest, bracketed["text"]) if kind else None
        gaps = list(_TOKENS.finditer(stem))
        for gap in gaps[-LONGEST_WORDS:]:
            rest, word = stem[: gap.start()], stem[gap.end() :]
            kind = self._kind_of(word) if rest else None
            if kind is not None:
                return _suffix(kind, rest, word)
        return None

    def _kind_of(self, word: str) -> SuffixKind | None:
        key = _tokens_key(word)
        if key in self._edits:
            return SuffixKind.EDIT
        if key in self._renders:
            return SuffixKind.RENDER
        first, *more = _COUNTER.sub("", key).split(" ")
        if first in self._edits and all(word in EDIT_MODIFIERS for word in more):
            return SuffixKind.EDIT
        return None

    def _numbered(self, stem: str, extension: str) -> Suffix | None:
        """
        Read a number that a file manager, gallery or editor appends to make a name new.
        """
        for prefix in COPY_PREFIXES:
            if stem.startswith(prefix) and len(stem) > len(prefix):
                return _suffix(SuffixKind.COPY, stem[len(prefix) :], prefix.strip())
        snapseed = _SNAPSEED.match(stem) if "-0" in stem else None
        if snapseed and (extension == "jpeg" or ends_with_second(snapseed["rest"])):
            return _suffix(SuffixKind.EDIT, snapseed["rest"], snapseed["text"])
        found = _COPY.match(stem) or _TILDE.match(stem) or _bracketed_number(stem)
        if found is None:
            found = _NUMBER.match(stem)
            if found and (_MOMENT.search(stem) or ends_with_second(found["rest"])):
                return None
        if found is None:
            return None
        rest = found["rest"].rstrip()
        return _suffix(SuffixKind.COPY, rest, found["text"].strip())

    def _patterned(self, stem: str) -> Suffix | None:
        """
        Read a suffix by the owner's patterns.
        """
        for pattern in self._patterns:
            found = pattern.match(stem)
            if found is not None:
                return Suffix(SuffixKind.WORD, found["base"], found["suffix"], Role.EDIT)
        return None


_ROLES = {
    SuffixKind.EDIT: Role.EDIT,
    SuffixKind.RENDER: Role.RENDER,
    SuffixKind.COPY: Role.COPY,
}


def _suffix(kind: SuffixKind, rest: str, text: str) -> Suffix:
    return Suffix(kind, rest, text, _ROLES[kind])


def _tokens_key(word: str) -> str:
    return " ".join(token for token in _TOKENS.split(fold(word)) if token)


def _bracketed_number(stem: str) -> re.Match[str] | None:
    found = _bracketed(stem)
    return found if found and found["text"].isdecimal() else None


def _bracketed(stem: str) -> re.Match[str] | None:
    return _TAIL.match(stem) if ")" in stem else None


def _developed(stem: str) -> Suffix | None:
    found = _DEVELOPED.match(stem)
    return _suffix(SuffixKind.RENDER, found["rest"], found["text"]) if found else None


def _truncated(stem: str) -> Suffix | None:
    """
    Read an edit's word of which Google Takeout left only the beginning.
    """
    rest, dash, word = stem.rpartition("-")
    if dash and rest and any(known.startswith(word) for known in _TAKEOUT_WORDS):
        return _suffix(SuffixKind.EDIT, rest, f"-{word}")
    return None


def _compiled(pattern: str) -> re.Pattern[str] | None:
    """
    Make a regular expression of an owner's pattern, None for one without a suffix.
    """
    shape = fold(pattern).removesuffix(".{ext}")
    if "{suffix}" not in shape or "{base}" not in shape:
        return None
    body = re.escape(shape)
    body = body.replace(re.escape("{base}"), "(?P<base>.+?)", 1)
    body = body.replace(re.escape("{suffix}"), r"(?P<suffix>[^\W\d_]{2,24}\d{0,2})", 1)
    return re.compile(f"^{body}$")
