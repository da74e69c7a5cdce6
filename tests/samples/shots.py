"""
A few small shots on disk, and files as if they had been looked at.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from grouping.cli_settings import CliSettings
from grouping.records import FileRecord, TimeSource
from grouping.seen import SeenFile
from localstack.writers import CANON, Look, write_dng, write_jpeg
from mediacore.formats import kind_of_name

TAKEN = datetime(2026, 5, 16, 6, 12, 4)  # noqa: DTZ001 - cameras write local time
TAKEN_US = 1_778_911_924_000_000
SMALL = Look(scene=1, size=(60, 40))


def pair(folder: Path, stem: str) -> None:
    """
    Write a JPEG and a DNG of one moment and camera.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_jpeg(folder / f"{stem}.JPG", TAKEN, CANON, SMALL)
    write_dng(folder / f"{stem}.DNG", TAKEN, CANON, SMALL)


def seen(file_id: int, path: str, **facts: Any) -> SeenFile:
    """
    Give a file that was looked at, taken by default at one moment; `facts` are those of its record.
    """
    values: dict[str, Any] = {
        "kind": kind_of_name(path),
        "size": 1000,
        "taken_us": TAKEN_US,
        "taken_source": TimeSource.EXIF,
        "content": path.encode(),
    }
    record = FileRecord(file_id=file_id, path=path, **{**values, **facts})
    return SeenFile(
        record=record,
        path=os.fsencode(path),
        format=path.rpartition(".")[2].lower(),
        time_source=record.taken_source,
        time_trusted=True,
    )


def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Take every setting of the command line out of the environment.
    """
    for key in (*CliSettings.model_fields, "grouping_config"):
        monkeypatch.delenv(key.upper(), raising=False)
