"""
Writes the tables of docs/configuration.md out of the settings classes; its prose stays as it is.

    python infra/ci/configuration.py [FILE=docs/configuration.md]

A table stands between `<!-- settings: name -->` and `<!-- end -->`; configuration.yml says
what each setting means.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from dedup.settings import DedupSettings
from gateway.settings import GatewaySettings
from grouping.settings import GroupingSettings
from mediacore.settings import ServiceSettings

ROOT: Final = Path(__file__).resolve().parents[2]
FILE: Final = ROOT / "docs" / "configuration.md"
HEAD: Final = "| Key | Variable | Default | Allowed | Meaning |\n|---|---|---|---|---|"
NONE: Final = ""

TABLES: Final[Mapping[str, type[ServiceSettings]]] = {
    "all": ServiceSettings,
    "engines": ServiceSettings,
    "grouping": GroupingSettings,
    "dedup": DedupSettings,
    "gateway": GatewaySettings,
}
MEANINGS: Final[Mapping[str, Mapping[str, str]]] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)
_TABLE: Final = re.compile(r"(<!-- settings: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def default(field: FieldInfo) -> str:
    """
    Say what holds where nothing is set.
    """
    if field.is_required():
        return "must be set"
    value: Any = field.default
    if value is None or value in ("", ()):
        return "empty"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, float):
        return f"`{value:g}`"
    told = str(value.value if isinstance(value, Enum) else value)
    return f"`{told.rstrip('/') or told}`"


def allowed(field: FieldInfo) -> str:
    """
    Say what may be set.
    """
    kind: Any = field.annotation
    if get_origin(kind) is Literal:
        return ", ".join(f"`{one}`" for one in get_args(kind))
    if kind is bool:
        return "`true`, `false`"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return ", ".join(f"`{one.value}`" for one in kind)
    bounds = {
        name: value
        for one in field.metadata
        for name in ("ge", "le", "min_length")
        if (value := getattr(one, name, None)) is not None
    }
    if "ge" in bounds:
        return f"{bounds['ge']:,.10g} to {bounds['le']:,.10g}"
    if get_origin(kind) is tuple:
        return "a list" + (", not empty" if bounds else "")
    return f"{bounds['min_length']} characters or more" if bounds.get("min_length", 1) > 1 else NONE


def table(name: str) -> str:
    """
    Write one table.
    """
    rows = [
        f"| `{key}` | `{key.upper()}` | {default(field)} | {allowed(field)} | {meaning} |"
        for key, meaning in MEANINGS[name].items()
        for field in (TABLES[name].model_fields[key],)
    ]
    return "\n".join([HEAD, *rows])


def filled(page: str) -> str:
    """
    Give a page with its tables as the settings classes are now.
    """
    return _TABLE.sub(lambda found: f"{found[1]}\n{table(found[2])}\n\n{found[3]}", page)


def main(arguments: Sequence[str]) -> int:
    """
    Write them.
    """
    path = Path(arguments[0]) if arguments else FILE
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
