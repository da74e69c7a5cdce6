"""
How groups and findings are printed.
"""

import pytest
from rich.console import Console

from dedup.cli_output import print_findings, print_groups, print_summary
from dedup.explaining import Finding


def test_many_problems_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A long list says how long it is; the folder itself has no name.
    """
    problems = [{"path": "", "problem": "is broken"}] * 25
    answer = {"groups": [], "files": 0, "seconds": 1.0, "level": "0.95", "problems": problems}

    print_summary(Console(width=80, highlight=False), answer)

    shown = capsys.readouterr().out
    assert "(the folder itself)" in shown
    assert "… and 5 more" in shown


def test_near_duplicates_tell_how_alike_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """
    With dimensions where they are known, and other names.
    """
    member = {"path": "a", "size": 1, "width": 6, "height": 4, "similarity_score": 1.0}
    member |= {"relation": "same", "reasons": []}
    keeper = member | {"is_suggested_keeper": True, "also_at": ["z"]}
    other = member | {
        "path": "b",
        "width": None,
        "similarity_score": 0.96,
        "relation": "turned",
        "reasons": [{"rule": "turned", "text": "turned by 90°"}],
        "is_suggested_keeper": False,
        "also_at": [],
    }
    group = {
        "duplicate_type": "perceptual",
        "reclaimable_bytes": 1,
        "similarity": 0.96,
        "burst": True,
        "reasons": [],
        "members": [keeper, other],
    }

    print_groups(Console(width=80, highlight=False), [group])

    assert capsys.readouterr().out.splitlines() == [
        "Near duplicates · 2 files · 1 B to free · 96% alike · burst",
        "  ● a  (1 B, 6 × 4)",
        "      also at z",
        "  ○ b  (1 B, 96% alike, turned)",
        "      turned by 90°",
        "",
    ]


def test_findings_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    """
    For, against, and neither.
    """
    findings = [Finding("a", "x", alike=True), Finding("b", "y", alike=False), Finding("c", "z")]

    print_findings(Console(width=80, highlight=False), findings)

    assert [line[0] for line in capsys.readouterr().out.splitlines()] == ["+", "-", " "]
