"""
Folding of names: letter case and the ways to write an accent make no difference.
"""

import unicodedata


def fold(text: str) -> str:
    """
    Give a name as it is compared: composed and without case.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
