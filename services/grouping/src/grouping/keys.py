"""
Under what a file is found in the database: its match key as bytes, its stem in one case.
"""

import hashlib

from grouping.matching import match_key
from grouping.rules import Rules


def key_bytes(path: str, rules: Rules) -> bytes:
    """
    Give the 16 bytes under which a path's match key is stored.
    """
    name = match_key(path, rules)
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def stem_of(path: str) -> str:
    """
    Give the file name without folder and extension, in one case: what suggestions look for.
    """
    return path.rpartition("/")[2].rpartition(".")[0].casefold()
