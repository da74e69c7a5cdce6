"""
The command line's settings: the service's own, of which the database and the token may be missing.
"""

import os
from pathlib import Path

from dedup.settings import DedupSettings
from mediacore.settings import load_settings

CONFIG = Path(__file__).parents[2] / "config.yml"


class CliSettings(DedupSettings):
    """
    What the command line is told; without `DATABASE_URL` it works in memory.
    """

    database_url: str = ""
    service_token: str = ""


def cli_settings() -> CliSettings:
    """
    Read `config.yml` (or the file that `DEDUP_CONFIG` names) and the environment.

    :raises SettingsError: naming each wrong key and its allowed range.
    """
    return load_settings(CliSettings, Path(os.environ.get("DEDUP_CONFIG", CONFIG)))
