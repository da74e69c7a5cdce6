"""
`dedup`: scan a folder, list its duplicates, explain two files, write a removal plan.

A scan happens in memory and keeps nothing but the file that `--save` names; `list` and `export`
take that file up or, with `DATABASE_URL`, what the service's database holds.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from dedup import saved_scan
from dedup.cli_output import print_findings, print_groups, print_summary
from dedup.cli_settings import CliSettings, cli_settings
from dedup.cli_stages import opened_stages
from dedup.explaining import explain as explain_files
from dedup.export import csv_text, script
from dedup.levels import snapped
from dedup.memory_read import look_at
from dedup.memory_scan import Scanning, scan_folder
from dedup.plan import plan
from dedup.records import Level
from mediacore.cli_paths import file_path, folder_path
from mediacore.cli_progress import shown_progress
from mediacore.cli_text import print_json, say
from mediacore.errors import InvalidRequestError, TwinlensError
from mediacore.logs import configure_logging
from mediacore.paths import undisplay

UNREADABLE = 1
WRONG_USAGE = 2
INTERRUPTED = 130
LISTED = 100
MAX_WORKERS = 64

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Find the files of a folder that are the same picture or clip, and say why.",
    epilog="Exit codes: 0 all is well, 1 some files could not be read, 2 wrong usage or settings,"
    " 130 stopped by Ctrl-C. No command removes or changes a file of the folder.",
)

AtLevel = Annotated[
    Level | None, typer.Option("--level", help="How alike files must be; the setting's otherwise.")
]
Saved = Annotated[
    Path | None, typer.Argument(metavar="SAVED", help="What `dedup scan --save` wrote.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Limit = Annotated[int, typer.Option(min=1, help="So many groups at most.")]
Prefix = Annotated[str, typer.Option(help="Only groups with a path that starts so.")]


@contextmanager
def kindly() -> Iterator[CliSettings]:
    """
    Give the settings to a command, and end it with a sentence and a code when it cannot go on.
    """
    # What is wrong with files is told at the end; a log between would tear the progress bar.
    configure_logging(level="error")
    try:
        yield cli_settings()
    except TwinlensError as error:
        say(_err(), error.message)
        raise typer.Exit(WRONG_USAGE) from None
    except KeyboardInterrupt:
        say(_err(), "Stopped.")
        raise typer.Exit(INTERRUPTED) from None


@app.command()
def scan(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The folder.")],
    *,
    level: AtLevel = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=MAX_WORKERS, help="Processes that read files.")
    ] = None,
    as_json: AsJson = False,
    listed: Annotated[bool, typer.Option("--list", help="Print groups too.")] = False,
    limit: Limit = LISTED,
    save: Annotated[
        Path | None, typer.Option(help="Write what was found to a file for `list` and `export`.")
    ] = None,
) -> None:
    """
    Find duplicates in a folder.
    """
    with kindly() as settings:
        root = folder_path(path)
        count = workers or os.cpu_count() or 1
        with opened_stages(settings, count) as stages, shown_progress(_err()) as progress:
            scanning = Scanning(
                settings.exclusions(),
                level or snapped(settings.phash_threshold),
                count,
                stages,
                settings.preferences(),
            )
            found = scan_folder(root, scanning, progress)
        answer = saved_scan.scan_answer(found, root)
        if save is not None:
            saved_scan.save(answer, save)
        if as_json:
            print_json(_out(), answer)
        else:
            if listed:
                print_groups(_out(), answer["groups"][:limit])
            print_summary(_out(), answer)
    raise typer.Exit(UNREADABLE if answer["failed"] else 0)


@app.command("list")
def list_groups(
    saved: Saved = None,
    *,
    level: AtLevel = None,
    prefix: Prefix = "",
    limit: Limit = LISTED,
    as_json: AsJson = False,
) -> None:
    """
    Print groups of a saved scan, or of the service's database.
    """
    with kindly() as settings:
        groups, _ = _groups(settings, saved, level, prefix, limit)
        if as_json:
            print_json(_out(), {"groups": groups})
        else:
            print_groups(_out(), groups)


@app.command()
def explain(
    one: Annotated[Path, typer.Argument(help="A file.")],
    other: Annotated[Path, typer.Argument(help="Another file.")],
) -> None:
    """
    Say what every stage thinks of two files.
    """
    with kindly() as settings:
        first, second = (
            look_at(b"/", number, file_path(path).lstrip(b"/"))
            for number, path in enumerate((one, other), start=1)
        )
        with opened_stages(settings, 1) as stages:
            findings = explain_files(b"/", first, second, stages[0] if stages else None)
        print_findings(_out(), findings)
    raise typer.Exit(0 if first.record and second.record else UNREADABLE)


@app.command()
def export(
    saved: Saved = None,
    *,
    table: Annotated[Path | None, typer.Option("--csv", help="Write a table; - prints it.")] = None,
    shell: Annotated[
        Path | None, typer.Option("--script", help="Write a POSIX shell script; - prints it.")
    ] = None,
    level: AtLevel = None,
    prefix: Prefix = "",
) -> None:
    """
    Write down which files could go. Nothing is removed, and the script is not run.
    """
    with kindly() as settings:
        if (table is None) == (shell is None):
            raise InvalidRequestError("Say either --csv FILE or --script FILE.")
        groups, root = _groups(settings, saved, level, prefix, None)
        lines = plan(groups, root)
        if table is not None:
            _write(table, csv_text(lines).encode())
        if shell is not None:
            _write(shell, script(lines))
        freed = sum(line.size for line in lines)
        say(_err(), f"{len(lines):,} files could go, {freed:,} bytes.")


def _groups(
    settings: CliSettings, saved: Path | None, level: Level | None, prefix: str, limit: int | None
) -> tuple[list[dict[str, Any]], bytes]:
    """
    Give groups, and the folder that their paths are relative to.
    """
    if saved is not None:
        answer = saved_scan.load(saved)
        if level is not None and level != answer["level"]:
            raise InvalidRequestError(f"That scan was at level {answer['level']}: scan again.")
        found = [
            group
            for group in answer["groups"]
            if any(member["path"].startswith(prefix) for member in group["members"])
        ]
        return found[:limit], undisplay(answer["library"])
    if not settings.database_url:
        raise InvalidRequestError("Say which file `dedup scan --save` wrote, or set DATABASE_URL.")
    from dedup.cli_stored import stored_groups  # noqa: PLC0415 - its libraries take a second

    chosen = level or snapped(settings.phash_threshold)
    groups = stored_groups(settings.database_url, chosen, prefix, limit)
    return groups, folder_path(settings.media_path)


def _write(place: Path, body: bytes) -> None:
    if str(place) == "-":
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return
    try:
        place.write_bytes(body)
    except OSError as error:
        raise InvalidRequestError(f"{place}: {error.strerror or error}.") from error


def _out() -> Console:
    return Console(highlight=False)


def _err() -> Console:
    return Console(stderr=True, highlight=False)
