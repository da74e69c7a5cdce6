"""
A transport on which tests see what was written and done.
"""

import asyncio


class Wire(asyncio.Transport):
    """
    Keeps everything, sends nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.takes = True
        self.is_open = True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """
        Keep bytes.
        """
        self.written += data

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """
        Take any.
        """

    def pause_reading(self) -> None:
        """
        Note it.
        """
        self.takes = False

    def resume_reading(self) -> None:
        """
        Note it.
        """
        self.takes = True

    def is_closing(self) -> bool:
        """
        Tell whether it was aborted.
        """
        return not self.is_open

    def abort(self) -> None:
        """
        Note it.
        """
        self.is_open = False
