"""
The rules by which one copy is better worth keeping than another, the weightiest first.

A rule measures: less is better. What it cannot measure counts as worst.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dedup.preferences import Preferences
from dedup.records import FileRecord

PASSING_FOLDERS = frozenset(
    {
        "download",
        "downloads",
        "tmp",
        "temp",
        "incoming",
        "inbox",
        "whatsapp",
        "whatsapp images",
        "whatsapp video",
        "telegram",
        "telegram images",
        "telegram video",
        "signal",
        "messenger",
        "viber",
    }
)
NEARLY = 0.02  # of sizes: so near, they are the same
HARDLY = 0.10  # of bytes a pixel: saving the same picture once more changes that much
FAR = 0.50  # of pixels: a screenshot of a photo has a few more, never twice as many
MAX_DECIMALS = 2

_COPY_MARK = re.compile(
    r"(?: \(\d{1,2}\)|[ _-]+(?:copy|kopie|copie|copia)(?: ?\(?\d{1,2}\)?)?)$"
    r"|^(?:copy|kopie|copie|copia)(?:[ _-](?:of|von|de))?[ _-]",
    re.IGNORECASE,
)
_MESSENGER = re.compile(
    r"^(?:(?:img|vid|ptt)-\d{8}-wa\d+|signal-\d{4}-|fb_img_\d|received_\d{6}|photo_\d{4}-\d\d-\d\d"
    r"|video_\d{4}-\d\d-\d\d|telegram-cloud-)",
    re.IGNORECASE,
)
_VIDEO = "video"
# By kind: what a camera writes comes before what programs make of it.
_CAMERA_KINDS = {"raw": 0, "heif": 1, "jpeg": 2, "tiff": 2, "avif": 2, "jxl": 2}
_MADE_BY_PROGRAM = 4
_RE_ENCODED = 5
_WORST = float("inf")
_SECOND_NS = 1_000_000_000
_MILLION = 1_000_000
_KIB = 1024
_MIB = 1024 * _KIB

Measure = Callable[[FileRecord], float]
Words = Callable[[FileRecord, FileRecord], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One way in which a copy can be better than another.

    :ivar measure: of a file; less is better.
    :ivar words: the reason, of the better file and the best of the worse ones.
    :ivar tolerance: the share of a measure by which another may be worse and still be as good.
    """

    name: str
    measure: Measure
    words: Words
    tolerance: float = 0.0

    def beats(self, one: FileRecord, other: FileRecord) -> bool:
        """
        Tell whether one file is better than another by more than the tolerance.
        """
        mine, theirs = self.measure(one), self.measure(other)
        return mine < theirs and theirs - mine > self.tolerance * abs(mine)

    def best(self, files: Sequence[FileRecord]) -> list[FileRecord]:
        """
        Give the files that none of these beats.
        """
        first = min(files, key=self.measure)
        return [file for file in files if not self.beats(first, file)]


def rules_for(preferences: Preferences) -> tuple[Rule, ...]:
    """
    Give the rules: a whole file comes first, then those of the library's own preferences.
    """
    return (
        Rule("not_damaged", lambda file: file.damaged, _say("not damaged")),
        Rule(
            "protected",
            lambda file: not preferences.protects(file.path),
            _say("in a protected folder"),
        ),
        Rule(
            "preferred_folder",
            lambda file: preferences.place(file.path),
            lambda file, _other: (
                f"in the preferred folder {preferences.preferred[preferences.place(file.path)]}"
            ),
        ),
        *_RULES,
    )


def _say(text: str) -> Words:
    return lambda _better, _worse: text


def _fewer_pixels(file: FileRecord) -> float:
    return -float(_pixels(file)) if _pixels(file) else _WORST


def _pixels(file: FileRecord) -> int:
    return (file.width or 0) * (file.height or 0)


def _larger(file: FileRecord, other: FileRecord) -> str:
    if not _pixels(other):
        return f"its size is known: {_size_text(file)}"
    if file.kind == _VIDEO or _pixels(other) < _MILLION:
        return f"larger: {_size_text(file)} vs {_size_text(other)}"
    return f"larger: {_figures(_pixels(file) / _MILLION, _pixels(other) / _MILLION)} MP"


def _size_text(file: FileRecord) -> str:
    return f"{file.width} × {file.height}"


def _figures(one: float, other: float) -> str:
    """
    Give two different figures with as many decimals as tell them apart, and the smaller from 0.
    """
    texts: tuple[str, ...] = ()
    for decimals in range(MAX_DECIMALS + 1):
        texts = tuple(f"{figure:.{decimals}f}" for figure in (one, other))
        if texts[0] != texts[1] and float(texts[1]):
            break
    return " vs ".join(texts)


def _weights(one: int, other: int) -> str:
    """
    Give two different sizes of files in the largest unit that shows both, else each in its own.
    """
    if other >= _MIB // 10:
        return f"{_figures(one / _MIB, other / _MIB)} MiB"
    if one < _MIB:
        return f"{_figures(one / _KIB, other / _KIB)} KiB"
    return f"{one / _MIB:.0f} MiB vs {other / _KIB:.0f} KiB"


def _shorter_clip(file: FileRecord) -> float:
    if file.kind != _VIDEO:
        return 0.0
    return -file.duration_s if file.duration_s else _WORST


def _longer(file: FileRecord, other: FileRecord) -> str:
    if other.duration_s is None:
        return f"its length is known: {file.duration_s:.0f} s"
    return f"longer: {_figures(file.duration_s or 0.0, other.duration_s)} s"


def _distance_from_camera(file: FileRecord) -> float:
    if file.kind == _VIDEO:
        return float(_RE_ENCODED if _from_messenger(file) else 0)
    place = _CAMERA_KINDS.get(file.kind)
    if place is None or _from_messenger(file):
        return float(_RE_ENCODED)
    if place and file.camera is None:
        return float(_MADE_BY_PROGRAM)
    return float(place)


def _from_messenger(file: FileRecord) -> bool:
    return _MESSENGER.search(_name(file)) is not None


def _fewer_facts(file: FileRecord) -> float:
    return -float(file.has_gps + _has_time(file))


def _has_time(file: FileRecord) -> bool:
    return file.taken_us is not None and file.taken_trusted


def _facts(file: FileRecord, _other: FileRecord) -> str:
    known = (("GPS", file.has_gps), ("capture time", _has_time(file)))
    return "has " + " and ".join(name for name, has in known if has)


def _compression(file: FileRecord) -> float:
    """
    Measure how much a file is compressed: by its bytes a second or a pixel, where these are known.
    """
    extent = file.duration_s if file.kind == _VIDEO else _pixels(file)
    return -file.size / extent if extent else _WORST


def _less_compressed(file: FileRecord, other: FileRecord) -> str:
    if _compression(other) == _WORST:
        return "how it is compressed is known"
    if file.kind == _VIDEO:
        rates = [-8 * _compression(one) / _MILLION for one in (file, other)]
        return f"higher bitrate: {_figures(*rates)} Mbit/s"
    if file.size <= other.size:
        return "less compressed"
    return f"less compressed: {_weights(file.size, other.size)}"


def _in_passing_folder(file: FileRecord) -> bool:
    folders = file.path.casefold().split("/")[:-1]
    return any(folder in PASSING_FOLDERS for folder in folders)


def _name(file: FileRecord) -> str:
    return file.path.rpartition("/")[2].rpartition(".")[0]


def _named_as_copy(file: FileRecord) -> bool:
    return _COPY_MARK.search(_name(file)) is not None


def _age(file: FileRecord) -> float:
    return file.mtime_ns // _SECOND_NS  # file systems keep seconds, copies often no more


def _older(file: FileRecord, other: FileRecord) -> str:
    moments = [datetime.fromtimestamp(_age(one), UTC) for one in (file, other)]
    days = [f"{moment:%Y-%m-%d}" for moment in moments]
    if days[0] == days[1]:
        days = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in moments]
    return f"oldest: {days[0]} vs {days[1]}"


_RULES = (
    Rule("much_larger", _fewer_pixels, _larger, FAR),
    Rule("longer", _shorter_clip, _longer, NEARLY),
    Rule("original_format", _distance_from_camera, _say("original format")),
    Rule("more_facts", _fewer_facts, _facts),
    Rule("larger", _fewer_pixels, _larger, NEARLY),
    Rule("less_compressed", _compression, _less_compressed, HARDLY),
    Rule("not_in_downloads", _in_passing_folder, _say("not in a Downloads folder")),
    Rule("not_named_copy", _named_as_copy, _say("its name does not say that it is a copy")),
    Rule("oldest", _age, _older),
    Rule("shorter_path", lambda file: len(file.path), _say("shorter path")),
)
