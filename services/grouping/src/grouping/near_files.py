"""
Which files must be looked at to explain one file, found by names alone.
"""

from dataclasses import dataclass

from grouping.candidates import Candidate, candidate_of
from grouping.naming import Naming, naming_for
from grouping.records import FileRecord
from grouping.refusals import is_near
from grouping.rules import Rules
from mediacore.discovery import Entry, list_folder
from mediacore.exclusions import Exclusions
from mediacore.formats import kind_of_name
from mediacore.paths import display, parent_of


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A file, and the folder above everything that it could be grouped with by name.

    :ivar root: absolute.
    :ivar path: relative to the root.
    """

    root: bytes
    path: bytes


def spot_of(path: bytes, rules: Rules) -> Spot:
    """
    Find how far up the files may lie that could be grouped with an absolute path.
    """
    naming = naming_for(rules)
    below = path.lstrip(b"/")
    around = naming.split(display(below))[0].around
    folder = parent_of(below)
    while folder and _logical(folder, naming) != around:
        folder = parent_of(folder)
    return Spot(b"/" + folder, below.removeprefix(folder).lstrip(b"/"))


def near_entries(spot: Spot, exclusions: Exclusions, rules: Rules) -> list[Entry]:
    """
    Give the files beside a file, and those of its name or a near one in the folders around.
    """
    naming = naming_for(rules)
    mine = _candidate(spot.path, naming)
    key = naming.key(display(spot.path))
    home = parent_of(spot.path)
    found: list[Entry] = []
    pending = [b""]
    while pending:
        listing = list_folder(spot.root, pending.pop(), exclusions)
        pending += [folder for folder in listing.folders if "/" not in _logical(folder, naming)]
        found += [
            entry
            for entry in listing.files
            if listing.path == home
            or naming.key(display(entry.path)) == key
            or is_near(mine, _candidate(entry.path, naming))
        ]
    return sorted(found, key=lambda entry: entry.path)


def _logical(folder: bytes, naming: Naming) -> str:
    return naming.split(f"{display(folder)}/name.jpg")[0].logical


def _candidate(path: bytes, naming: Naming) -> Candidate:
    shown = display(path)
    return candidate_of(FileRecord(0, shown, kind_of_name(shown), 0), naming)
