"""
Runs every test with coverage: unit and integration in parallel, then the browser's; counts tiers.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from chromium import NoChromiumError, find_chromium

ROOT: Final = Path(__file__).resolve().parents[2]
RESULTS: Final = ROOT / ".state" / "tests"
NOTHING_COLLECTED: Final = 5
TIERS: Final = ("unit", "integration", "contract", "e2e", "architecture")
WHOLE_STACK: Final = ("tests/e2e", "tests/contract/test_end_to_end.py")
SOMEBODYS: Final = ("IMMICH_URL", "IMMICH_EMAIL", "IMMICH_PASSWORD", "IMMICH_MANY")
COVERAGE: Final = ("--cov", "--cov-append", "--cov-report=", "--cov-fail-under=0")


def pytest(name: str, *arguments: str) -> bool:
    """
    Run a part of the tests; whether it was green.
    """
    report = RESULTS / f"{name}.xml"
    report.unlink(missing_ok=True)
    code = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, *COVERAGE, f"--junitxml={report}"],
        cwd=ROOT,
        check=False,
    ).returncode
    empty = not any((ROOT / "tests" / name).rglob("test_*.py"))
    return code == 0 or (code == NOTHING_COLLECTED and empty)


def outcomes() -> dict[str, Counter[str]]:
    """
    How many tests of each tier passed, failed, or were skipped.
    """
    counts: dict[str, Counter[str]] = {tier: Counter() for tier in TIERS}
    for report in RESULTS.glob("*.xml"):
        for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - our own file
            tier = case.get("classname", "").split(".")[1:2]
            kinds = {child.tag for child in case} & {"failure", "error", "skipped"}
            outcome = "failed" if kinds & {"failure", "error"} else "".join(kinds) or "passed"
            counts.setdefault(tier[0] if tier else "other", Counter())[outcome] += 1
    return counts


def coverage(*arguments: str) -> bool:
    """
    Run coverage; whether it was content.
    """
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def main() -> int:
    """
    Run all parts, report, and end with 0 only when everything was green and covered.
    """
    started = time.monotonic()
    RESULTS.mkdir(parents=True, exist_ok=True)
    for report in RESULTS.glob("*.xml"):
        report.unlink()
    coverage("erase")
    workers = str(min(4, max(2, os.cpu_count() or 2)))
    for name in SOMEBODYS:  # a real server is asked by `make test-immich` only
        os.environ.pop(name, None)
    left = [f"--ignore={path}" for path in WHOLE_STACK]
    green = pytest("fast", "tests", *left, "-q", "-n", workers, "--dist=loadfile")
    try:
        os.environ["CHROMIUM_PATH"] = find_chromium(os.environ)
        os.environ["COVERAGE_SWITCHES"] = "greenlet"  # pyproject.toml says why only here
        green = pytest("e2e", *WHOLE_STACK, "-q") and green
    except NoChromiumError as error:
        sys.stdout.write(f"\n{error}\n")
        green = False
    covered = coverage("report")
    counts = outcomes()
    lines = [
        f"  {tier:<13}{counter['passed']:5} passed"
        + "".join(f", {counter[kind]} {kind}" for kind in ("failed", "skipped") if counter[kind])
        for tier, counter in counts.items()
    ]
    total = sum(counts.values(), Counter())
    words = ", ".join(
        f"{total[kind]} {kind}" for kind in ("failed", "passed", "skipped") if total[kind]
    )
    verdict = "" if covered else "\nCoverage is not complete: see the lines above."
    seconds = time.monotonic() - started
    sys.stdout.write("\n".join(["", "Tests per tier:", *lines, verdict.strip()]).rstrip() + "\n")
    sys.stdout.write(f"==== {words or 'no tests ran'} in {seconds:.2f}s ====\n")
    return 0 if green and covered else 1


if __name__ == "__main__":
    sys.exit(main())
