"""
Who wants to know how far a scan is.
"""

from typing import Protocol


class Progress(Protocol):
    """
    Whoever wants to know how far a scan is. Calls are frequent; showing them all is not needed.
    """

    def found(self, files: int) -> None:
        """
        Learn how many files were found so far.
        """
        ...

    def read(self, done: int, total: int) -> None:
        """
        Learn how many of the files were read so far.
        """
        ...
