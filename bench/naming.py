"""
Run a file of naming cases through grouping's rules, and say which pass.

Usage: python bench/naming.py CASES.yaml

The last line is one line of JSON; the exit code is 1 when a strict case fails.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from grouping.casefile import GroupFacts, read_cases
from grouping.rules import Rules


def main(arguments: list[str]) -> int:
    """
    Run the cases of the file named on the command line.
    """
    if len(arguments) != 1:
        print("usage: naming.py CASES.yaml", file=sys.stderr)
        return 2
    rules = Rules()
    tallies: dict[str, dict[str, object]] = {}
    failed: dict[bool, list[str]] = {True: [], False: []}
    passed = {True: 0, False: 0}
    for case in read_cases(Path(arguments[0])):
        found = case.found(rules)
        if found == case.expected:
            passed[case.strict] += 1
            continue
        failed[case.strict].append(case.case_id)
        print(f"{case.case_id} ({'strict' if case.strict else 'judgement'}): {case.why}")
        print(f"  expected {_shown(case.expected)}")
        print(f"  found    {_shown(found)}")
    for name, strict in (("strict", True), ("other", False)):
        tallies[name] = {"passed": passed[strict], "failed": failed[strict]}
    print(json.dumps(tallies))
    return 1 if failed[True] else 0


def _shown(groups: Iterable[GroupFacts]) -> str:
    lines = [
        f"{kind}: {', '.join(sorted(members))} (primary {primary})"
        for kind, members, primary in sorted(groups, key=lambda group: (group[0], group[2]))
    ]
    return "; ".join(lines) or "no group"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
