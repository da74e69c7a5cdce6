"""
Putting files together that share a match key, before the rules look at them.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from grouping.candidates import Filed
from grouping.naming import Naming
from grouping.records import FileRecord
from grouping.sidecars import is_sidecar

Bucket: TypeAlias = tuple[Sequence[Filed], Sequence[FileRecord]]  # media, sidecars


def buckets_of(files: Sequence[FileRecord], naming: Naming) -> Iterator[Bucket]:
    """
    Give the media of each match key, and the sidecars that may belong to them.

    Most files are alone under their key, so nothing is made for them that only company needs.
    """
    alone: dict[str, Filed] = {}
    several: dict[str, list[Filed]] = {}
    sidecars: dict[str, list[FileRecord]] = {}
    split, marked = naming.split, naming.marked
    for record in files:
        path = record.told_path or record.path
        if not record.is_media:
            if is_sidecar(path, record.kind):
                sidecars.setdefault(naming.key(path), []).append(record)
            continue
        place, stem, extension = split(path)
        name = marked(stem, extension)
        filed = (record, place, stem, extension, name)
        key = f"{place.around}//{name.base if name else stem}"
        first = alone.setdefault(key, filed)
        if first is not filed:
            if key in several:
                several[key].append(filed)
            else:
                several[key] = [first, filed]
    for key, filed in alone.items():
        yield several.get(key) or (filed,), sidecars.get(key, ())
