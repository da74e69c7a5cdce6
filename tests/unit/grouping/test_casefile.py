"""
Tests of reading naming cases.
"""

import os
from pathlib import Path

import pytest

from grouping.casefile import read_cases
from tests.unit.grouping.shots import RULES

CASES = """
version: 1
cases:
- id: pair
  files:
  - {name: IMG_1.CR2, taken_at: '2024-06-15T10:00:00', size: 25, kind: raw, camera: R5}
  - {name: IMG_1.JPG, taken_at: 2024-06-15T10:00:00.5, size: 8, kind: jpeg}
  - {name: IMG_2.JPG, taken_at: null, size: 8, kind: jpeg}
  expected_groups:
  - {type: raw_jpeg, members: [IMG_1.CR2, IMG_1.JPG], primary: IMG_1.JPG}
  why: same base
  strict: true
"""


def test_cases_are_read_and_matched(tmp_path: Path) -> None:
    """
    Times count as the camera's own, to the second or finer.
    """
    path = tmp_path / "cases.yaml"
    path.write_text(CASES)

    (case,) = read_cases(path)

    assert (case.case_id, case.strict, case.why) == ("pair", True, "same base")
    assert [one.taken_exact for one in case.files] == [False, True, False]
    assert case.files[1].taken_us == 1_718_445_600_500_000
    assert case.found(RULES) == case.expected


@pytest.mark.parametrize("text", ["[]", "cases: []", "nothing"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    """
    A file without cases would pass by itself.
    """
    path = tmp_path / "cases.yaml"
    path.write_text(text)

    with pytest.raises(ValueError, match="holds no naming cases"):
        read_cases(path)


@pytest.mark.testdata
@pytest.mark.skipif("TWINLENS_TESTDATA" not in os.environ, reason="TWINLENS_TESTDATA is unset")
def test_open_naming_cases_pass() -> None:  # pragma: no cover - needs TWINLENS_TESTDATA
    """
    Every case of the test data is met, judgement calls included.
    """
    cases = read_cases(Path(os.environ["TWINLENS_TESTDATA"]) / "naming" / "cases_open.yaml")

    assert [case.case_id for case in cases if case.found(RULES) != case.expected] == []
