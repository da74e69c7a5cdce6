"""
`grouping`: scan a folder, list the groups, explain one file.

Without `DATABASE_URL` everything happens in memory and nothing is kept; with it, the service's
database is used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer
from rich.console import Console

from grouping.cli_explain import explain_file, print_explanation
from grouping.cli_memory import (
    Found,
    Near,
    Wanted,
    list_memory,
    near_in_library,
    near_on_disk,
    scan_memory,
)
from grouping.cli_output import print_groups, print_summary
from grouping.cli_settings import CliSettings, cli_settings
from grouping.memory_scan import default_workers
from grouping.records import GroupType
from mediacore.cli_paths import file_inside, file_path, folder_path
from mediacore.cli_progress import shown_progress
from mediacore.cli_text import print_json, say
from mediacore.errors import InvalidRequestError, TwinlensError
from mediacore.logs import configure_logging

UNREADABLE = 1
WRONG_USAGE = 2
INTERRUPTED = 130
LISTED = 100
MAX_WORKERS = 64

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Find the files of a folder that are versions of one shot, and say why.",
    epilog="Exit codes: 0 all is well, 1 some files could not be read, 2 wrong usage or settings,"
    " 130 stopped by Ctrl-C. With DATABASE_URL set, the service's database is used.",
)

Folder = Annotated[
    Path | None, typer.Argument(metavar="PATH", help="The folder; MEDIA_PATH when left out.")
]
Workers = Annotated[
    int | None, typer.Option(min=1, max=MAX_WORKERS, help="Processes that read files.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


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
    path: Folder = None,
    *,
    workers: Workers = None,
    as_json: AsJson = False,
    listed: Annotated[bool, typer.Option("--list", help="Print every group too.")] = False,
    work: Annotated[
        bool,
        typer.Option(help="With DATABASE_URL: read here, or only start and follow the service."),
    ] = True,
) -> None:
    """
    Read a folder, and say how many files of it are versions of one shot.
    """
    with kindly() as settings:
        root = _root(path, settings)
        found: Found
        with shown_progress(_err()) as progress:
            if settings.database_url:
                every = as_json or listed
                found = _stored().scan_database(settings, root, progress, work=work, every=every)
            else:
                found = scan_memory(settings, root, progress, workers or default_workers())
        out = _out()
        if as_json:
            print_json(out, found.as_json(root))
        else:
            if listed:
                print_groups(out, found.groups)
            print_summary(out, found.summary)
            if found.note:
                say(_err(), found.note)
    raise typer.Exit(_code(found))


@app.command("list")
def list_groups(
    path: Folder = None,
    *,
    group_type: Annotated[
        GroupType | None, typer.Option("--type", help="Only groups of this type.")
    ] = None,
    prefix: Annotated[str, typer.Option(help="Only groups whose primary's path starts so.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="So many groups at most.")] = LISTED,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """
    Print the groups, each with its files and the reasons.
    """
    with kindly() as settings:
        root = _root(path, settings)
        wanted = Wanted(group_type, prefix, limit)
        found: Found
        if settings.database_url:
            found = _stored().list_database(settings, wanted)
        else:
            with shown_progress(_err()) as progress:
                count = workers or default_workers()
                found = list_memory(settings, root, wanted, progress, count)
        if as_json:
            print_json(_out(), found.as_json(root))
        else:
            print_groups(_out(), found.groups)
        if found.note:
            say(_err(), found.note)
    raise typer.Exit(_code(found))


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="The file; also as `grouping list` writes it.")],
    *,
    library: Annotated[
        Path | None, typer.Option(help="Look at this whole folder, not only at what lies near.")
    ] = None,
    workers: Workers = None,
) -> None:
    """
    Say why a file is, or is not, in a group.
    """
    with kindly() as settings:
        count = workers or default_workers()
        rules = settings.rules()
        near: Near
        with shown_progress(_err()) as progress:
            if library is not None:
                root = folder_path(library)
                inside = file_inside(file, root)
                near = near_in_library(settings, root, inside, progress, count)
            elif settings.database_url:
                root = folder_path(settings.media_path)
                near = _stored().near_in_database(settings, file_inside(file, root))
            else:
                near = near_on_disk(settings, file_path(file), progress, count)
        told = explain_file(near.file, near.others, rules, near.decisions)
        print_explanation(_out(), told)
    raise typer.Exit(0 if near.file.readable else UNREADABLE)


def _root(path: Path | None, settings: CliSettings) -> bytes:
    """
    Give the folder a command is about: with a database, that is the library and no other.
    """
    configured = "media_path" in settings.model_fields_set
    if path is None and not configured:
        raise InvalidRequestError("Say which folder, or set MEDIA_PATH.")
    root = folder_path(settings.media_path if path is None else path)
    if settings.database_url and root != folder_path(settings.media_path):
        raise InvalidRequestError(
            f"DATABASE_URL is set, and its library is {settings.media_path} (MEDIA_PATH): leave"
            " PATH out, choose with --prefix, or unset DATABASE_URL to work on any folder."
        )
    return root


def _code(found: Found) -> int:
    return UNREADABLE if found.summary.failed else 0


def _out() -> Console:
    return Console(highlight=False)


def _err() -> Console:
    return Console(stderr=True, highlight=False)


def _stored() -> ModuleType:
    """
    Load what works on the database.

    Its libraries take a second, for which neither a scan in memory nor its readers need to wait.
    """
    from grouping import cli_stored  # noqa: PLC0415 - loaded only where it is used, see above

    return cli_stored
