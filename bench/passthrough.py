"""
Pass-through of small bodies beside the server itself, and nginx in the gateway's place.

    python -m bench.passthrough [SECONDS=5] [--rounds 3]

30 KB and 300 KB bodies at 1, 8 and 64 connections. Behind all is one nginx with files; every round
asks it directly, through a second nginx, and through the gateway, one after the other, so that what
else the machine does meets all three. Medians over the rounds; the last line is JSON.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path

from bench.load import Load, load
from bench.upstreams import MISSING, gateway_before, nginx, proxying, serving_files

SIZES = {"30KB": 30_000, "300KB": 300_000}
CONNECTIONS = (1, 8, 64)


def middle(loads: list[Load]) -> Load:
    """
    Give the medians of several runs.
    """
    return Load(
        statistics.median(one.rate for one in loads),
        statistics.median(one.median_ms for one in loads),
        statistics.median(one.p95_ms for one in loads),
    )


def row(name: str, connections: int, found: dict[str, Load]) -> dict[str, object]:
    """
    Give the figures of one size and number of connections.
    """
    direct, beside, ours = found["direct"], found["nginx"], found["gateway"]
    return {
        "body": name,
        "connections": connections,
        "direct_per_s": round(direct.rate),
        "nginx_per_s": round(beside.rate),
        "gateway_per_s": round(ours.rate),
        "of_nginx": round(ours.rate / beside.rate, 2),
        "added_median_ms": round(ours.median_ms - direct.median_ms, 2),
        "nginx_added_median_ms": round(beside.median_ms - direct.median_ms, 2),
        "gateway_p95_ms": round(ours.p95_ms, 2),
    }


def main() -> None:
    """
    Start, measure, print.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", nargs="?", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if nginx() is None:
        sys.exit(MISSING)
    rows = []
    with tempfile.TemporaryDirectory(prefix="twinlens-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        files = folder / "files" / "api"
        files.mkdir(parents=True)
        (files.parent / "index.html").write_text("<title>nothing</title>")
        for label, size in SIZES.items():
            (files / label).write_bytes(os.urandom(size))
        with (
            serving_files(folder, files.parent) as direct,
            proxying(folder, direct) as beside,
            gateway_before(direct) as ours,
        ):
            places = {"direct": direct, "nginx": beside, "gateway": ours}
            for label, size in SIZES.items():
                for connections in CONNECTIONS:
                    loads: dict[str, list[Load]] = {place: [] for place in places}
                    for _ in range(options.rounds):
                        for place, url in places.items():
                            target = f"{url}/api/{label}"
                            loads[place].append(load(target, size, connections, options.seconds))
                    found = {place: middle(all_of_it) for place, all_of_it in loads.items()}
                    rows.append(row(label, connections, found))
                    print(rows[-1], flush=True)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
