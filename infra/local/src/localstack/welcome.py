"""
What a person is told once everything runs: where to look, and how to stop.
"""

from typing import Final

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from localstack.stack import Stack

DEMO_ACCOUNTS: Final = (
    "demo@twinlens.local, password demo (sees the library)",
    "guest@twinlens.local, password guest (sees nothing)",
)


def welcome_lines(stack: Stack) -> list[str]:
    """
    Where everything is, line by line.
    """
    settings = stack.settings
    media = [str(stack.addresses.media_path)]
    if settings.media_path is None:
        media.append("(a generated sample library; set MEDIA_PATH to use your photos)")
    immich = [settings.immich_url or "a small stand-in (set IMMICH_URL to use yours); sign in as"]
    if settings.immich_url is None:
        immich.extend(DEMO_ACCOUNTS)
    rows = {
        "Web UI": [f"http://localhost:{settings.web_port}"],
        "Gateway": [f"http://localhost:{settings.gateway_port}"],
        "Watching": media,
        "Immich": immich,
        "Logs": [str(settings.data / "logs")],
        "Note": list(stack.notes),
        "Stop": ["Ctrl-C; a second one kills what still runs"],
    }
    return [
        f"{label if index == 0 else '':<10}{line}"
        for label, lines in rows.items()
        for index, line in enumerate(lines)
    ]


def show_welcome(stack: Stack, console: Console) -> None:
    """
    Say where everything is, in a box where the terminal can draw one.
    """
    text = Text("\n".join(welcome_lines(stack)))
    title = "Twinlens is running"
    if console.is_terminal:
        console.print(Panel(text, title=title, expand=False))
    else:
        console.print(f"{title}\n{text}", markup=False, highlight=False, soft_wrap=True)
