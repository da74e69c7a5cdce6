"""
Which member of a group each sidecar belongs to.
"""

from collections.abc import Sequence

from grouping.candidates import Candidate
from grouping.naming import Naming
from grouping.records import FileRecord
from grouping.sidecars import media_name, names_whole_file


def attach(sidecar: FileRecord, media: Sequence[Candidate], naming: Naming) -> int | None:
    """
    Choose the media file that a sidecar belongs to, among those of one match key, or None.

    The nearest name wins, then the same folder, then the RAW.
    """
    folder, _, name = sidecar.known_path.rpartition("/")
    place, stem, extension = naming.split(f"{folder}/{media_name(name)}")
    chain = naming.read(stem, extension).chain
    whole = names_whole_file(name)
    fitting = [
        candidate
        for candidate in media
        if candidate.name.stem in chain
        and candidate.place.logical == place.logical
        and (not whole or candidate.name.extension == extension)
    ]
    if not fitting:
        return None
    best = min(
        fitting,
        key=lambda one: (
            chain.index(one.name.stem),
            one.place.folder != place.folder,
            not one.is_raw,
            one.is_video,
            one.record.path,
            one.record.file_id,
        ),
    )
    return best.record.file_id
