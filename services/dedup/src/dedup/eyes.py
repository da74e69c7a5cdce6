"""
How a worker looks at pictures: in a child process, since decoders of damaged files hang, crash and
eat memory. Such a file is lost for matching; the worker goes on.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from dedup.features import Features, read_features
from dedup.fingerprint import Fingerprint, read_fingerprint
from dedup.video_frames import read_video
from dedup.video_print import VideoPrint
from mediacore.errors import TwinlensError
from mediacore.formats import Kind
from mediacore.previews import PreviewMemoryError
from mediacore.sandbox import Sandbox, SandboxCrashedError, SandboxTimeoutError

T = TypeVar("T")

# A decoder that gets no memory may crash, too.
_EXHAUSTED = (MemoryError, PreviewMemoryError, SandboxCrashedError, SandboxTimeoutError)


class UnseenError(TwinlensError):
    """
    Raised when a file gives no picture: damaged, too large, too slow, or of a kind nobody decodes.
    """


class ExhaustedError(UnseenError):
    """
    Raised when looking took too long, or too much memory: another time it may work.
    """


class Eyes(Protocol):
    """
    What looking at files gives. Each raises `UnseenError`, or `OSError` when the file is away.
    """

    def fingerprint(self, path: bytes, kind: Kind) -> Fingerprint:
        """
        Give a picture's fingerprint, from the cheapest faithful picture.
        """
        ...

    def clip(self, path: bytes) -> VideoPrint:
        """
        Give the frames of a clip.
        """
        ...

    def features(self, path: bytes, kind: Kind) -> Features:
        """
        Give what verifying compares, from a fuller picture.
        """
        ...


class SandboxedEyes:
    """
    Looks in a child process with bounded memory and time.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def fingerprint(self, path: bytes, kind: Kind) -> Fingerprint:
        """
        Give a picture's fingerprint, from the cheapest faithful picture.
        """
        return self._look(read_fingerprint, path, kind)

    def clip(self, path: bytes) -> VideoPrint:
        """
        Give the frames of a clip.
        """
        return self._look(read_video, path)

    def features(self, path: bytes, kind: Kind) -> Features:
        """
        Give what verifying compares, from a fuller picture.
        """
        return self._look(read_features, path, kind)

    def _look(self, function: Callable[..., T], *args: Any) -> T:
        try:
            return self._sandbox.call(function, *args)
        except OSError:
            raise
        except Exception as error:
            message = error.message if isinstance(error, TwinlensError) else str(error)
            kind = ExhaustedError if isinstance(error, _EXHAUSTED) else UnseenError
            raise kind(message or type(error).__name__) from error
