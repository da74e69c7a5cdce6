"""
What can go wrong while the local mode starts and runs.

LocalStackError
├── StartFailedError      a process ended, or stayed unready, instead of starting
├── PortTakenError        a wanted port is in use; names the variable that moves it
├── NoAccountError        root has no unprivileged account for Postgres
├── AlreadyRunningError   another supervisor uses the same data folder
└── SettingError          an environment variable holds what cannot be used
"""

from mediacore.errors import TwinlensError


class LocalStackError(TwinlensError):
    """
    Base of everything the local mode raises by itself.
    """


class StartFailedError(LocalStackError):
    """
    Raised when a process ended, or stayed unready, instead of starting.
    """

    def __init__(self, name: str, reason: str, exit_code: int | None = None) -> None:
        """
        Remember which process it was and why; `exit_code` is None while it still runs.
        """
        super().__init__(f"{name} did not start: {reason}")
        self.name = name
        self.reason = reason
        self.exit_code = exit_code


class PortTakenError(LocalStackError):
    """
    Raised when a port the user sees is in use by somebody else.
    """

    def __init__(self, port: int, variable: str) -> None:
        """
        Remember the port and the environment variable that moves it.
        """
        super().__init__(
            f"port {port} is already in use: set {variable} to a free port,"
            f" as in `{variable}={port + 1} make run`"
        )
        self.port = port
        self.variable = variable


class NoAccountError(LocalStackError):
    """
    Raised when root has no unprivileged account to run Postgres as.
    """


class AlreadyRunningError(LocalStackError):
    """
    Raised when another supervisor holds the same data folder.
    """


class SettingError(LocalStackError):
    """
    Raised when an environment variable holds what cannot be used.
    """
