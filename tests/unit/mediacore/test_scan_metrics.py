"""
What Prometheus is told of scans.
"""

from mediacore.scan_metrics import scan_samples
from mediacore.scan_status import Backlog, ScanStatus

STATUS = ScanStatus(
    run_id=1,
    trigger="start",
    state="running",
    stage="read",
    found=10,
    unchanged=0,
    total=10,
    done=4,
    failed=1,
    rate=2.5,
    eta_seconds=None,
    started_at=None,
    finished_at=None,
    note=None,
    files=900,
    files_failed=2,
    backlog=(Backlog("compare", 7, 0.5),),
    recent_errors=(),
)


def test_each_stage_tells_what_waits_and_how_fast_it_is() -> None:
    """
    Reading is a stage as well; its rate is that of files.
    """
    told = {
        (name, labels.get("stage")): value
        for name, _, labels, value in scan_samples("dedup", STATUS, 3)
    }

    assert told == {
        ("twinlens_files_per_second", None): 2.5,
        ("twinlens_files", None): 900,
        ("twinlens_files_failed", None): 2,
        ("twinlens_queue_depth", None): 3,
        ("twinlens_backlog", "read"): 6,
        ("twinlens_backlog", "compare"): 7,
        ("twinlens_stage_per_second", "compare"): 0.5,
    }
