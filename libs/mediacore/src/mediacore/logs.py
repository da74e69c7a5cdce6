"""
Logging: JSON lines in containers, colour in a terminal, the same events in both.
"""

import logging
import sys
from typing import TextIO

import structlog


def configure_logging(
    *, level: str = "info", stream: TextIO | None = None, human: bool | None = None
) -> None:
    """
    Set up structlog and the standard library's logging for a process.

    :param human: coloured lines (`True`), JSON (`False`), or decided by the terminal (`None`).
    """
    out = stream or sys.stderr
    readable = out.isatty() if human is None else human
    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(
            colors=out.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        if readable
        else structlog.processors.JSONRenderer()
    )
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    if not readable:
        shared.append(structlog.processors.format_exc_info)
    threshold = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(threshold)
    for noisy in (
        "uvicorn.error",
        "dramatiq",
        "uvicorn.access",
        "watchdog",
        "PIL",
        "httpx",
        "httpcore",
        "alembic",
    ):
        logging.getLogger(noisy).setLevel(max(threshold, logging.WARNING))
