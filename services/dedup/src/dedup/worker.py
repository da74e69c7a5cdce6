"""
`python -m dedup.worker`: `WORKER_COUNT` processes that do the work.

A killed worker ends dramatiq's master too; whoever supervises starts it again.
"""

import sys

from dramatiq.cli import main, make_argument_parser

from dedup.wiring import QUEUE, settings


def arguments(processes: int) -> list[str]:
    """
    Give dramatiq's arguments: one thread a process, since reading files is CPU work.
    """
    return [
        "dedup.jobs",
        "--processes",
        str(processes),
        "--threads",
        "1",
        "--queues",
        QUEUE,
        "--skip-logging",
    ]


if __name__ == "__main__":
    parser = make_argument_parser()  # type: ignore[no-untyped-call]  # dramatiq leaves it bare
    chosen = parser.parse_args(arguments(settings().worker_count))
    sys.exit(main(chosen))  # type: ignore[no-untyped-call]  # dramatiq leaves it bare
