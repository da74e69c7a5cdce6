"""
One supervisor a data folder.
"""

from pathlib import Path

import pytest

from localstack.errors import AlreadyRunningError
from localstack.lock import only_one


def test_a_second_supervisor_is_turned_away(tmp_path: Path) -> None:
    """
    The error says where the first one runs.
    """
    with only_one(tmp_path):
        second = only_one(tmp_path)

        with pytest.raises(AlreadyRunningError, match="already runs"):
            second.__enter__()


def test_a_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    """
    The lock ends with its holder.
    """
    with only_one(tmp_path):
        pass

    with only_one(tmp_path):
        held = (tmp_path / "lock").exists()

    assert held
