"""
How every process of ours begins: settings that can be used, or one readable reason why not.
"""

import sys
from pathlib import Path
from typing import TypeVar

from mediacore.errors import SettingsError
from mediacore.logs import configure_logging
from mediacore.settings import ServiceSettings, load_settings

WRONG_SETTINGS = 2  # the exit code

S = TypeVar("S", bound=ServiceSettings)


def begin(settings_class: type[S], config_path: Path) -> S:
    """
    Read the settings of a process and set up its logging.

    Settings that cannot be used end the process with code 2 and a text that names each wrong key.
    """
    try:
        settings = load_settings(settings_class, config_path)
    except SettingsError as error:
        sys.stderr.write(f"{error.message}\n")
        raise SystemExit(WRONG_SETTINGS) from None
    human = True if settings.twinlens_env == "local" else None
    configure_logging(level=settings.log_level, human=human)
    return settings
