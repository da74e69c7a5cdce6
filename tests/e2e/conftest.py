"""
A local stack for the tests of a module, and one Chromium for all.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from localstack.writers import CANON, Look, write_dng, write_jpeg
from tests.e2e.local_run import LocalRun
from tests.e2e.review_desk import ReviewDesk
from tests.e2e.shelf import Shelf

SEEN_SECONDS = 60
NOON = datetime(2026, 5, 4, 12, 0)  # noqa: DTZ001 - cameras write local time
SMALL = (300, 200)
NOT_IN = "Failed to load resource: the server responded with a status of 401 (Unauthorized)"
AWAY = "Failed to load resource: the server responded with a status of 503 (Service Unavailable)"
GONE = "Failed to load resource: the server responded with a status of 404 (Not Found)"
MAY_GO = ("/thumbnail", "/api/groups/")
CONFLICT = "Failed to load resource: the server responded with a status of 409 (Conflict)"

SignIn = Callable[[str], Page]
CopyPair = Callable[[str], tuple[Path, Path]]
Desk = Callable[[], ReviewDesk]


@pytest.fixture
def folder() -> Iterator[Path]:
    """
    An empty folder that everybody may enter, as servers of an unprivileged account must.
    """
    made = Path(tempfile.mkdtemp(prefix="twinlens-e2e-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def stack() -> Iterator[LocalRun]:
    """
    The running stack over a few photos; at the end Ctrl-C must leave nothing behind.
    """
    made = Path(tempfile.mkdtemp(prefix="twinlens-e2e-"))
    made.chmod(0o755)
    uploads = made / "photos" / "uploads"
    run = LocalRun(made, STAND_IN_OAUTH="1", STAND_IN_UPLOADS=str(uploads))
    for number in range(3):
        taken = NOON - timedelta(days=number + 1)
        look = Look(number, SMALL)
        write_jpeg(run.media / f"old {number}.jpg", taken, CANON, look, serial=number)
    before = _facts(run.media)
    run.start()
    run.wait_for("Open http")
    yield run
    code = run.stop()

    assert (code, run.left()) == (0, []), run.words()
    assert run.words().splitlines()[-1] == "Stopped."
    assert before.items() <= _facts(run.media).items()
    shutil.rmtree(made)


def _facts(folder: Path) -> dict[str, tuple[bytes, int]]:
    """
    Content and time of every file, which no run may change.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def copy_pair(stack: LocalRun, tmp_path: Path) -> CopyPair:
    """
    A function that copies a RAW and a JPEG of one shot into the watched folder.
    """

    def copy(name: str) -> tuple[Path, Path]:
        look = Look(sum(name.encode()), SMALL)
        jpeg = write_jpeg(tmp_path / f"{name}.JPG", NOON, CANON, look)
        raw = write_dng(tmp_path / f"{name}.DNG", NOON, CANON, look)
        copies = [Path(shutil.copy2(path, stack.media)) for path in (raw, jpeg)]
        return copies[0], copies[1]

    return copy


@pytest.fixture
def shelf(stack: LocalRun, request: pytest.FixtureRequest) -> Iterator[Shelf]:
    """
    An empty folder of the library, named after the test.
    """
    made = Shelf(stack, request.node.name)
    yield made
    made.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """
    A headless Chromium.
    """
    path = shutil.which(os.environ.get("CHROMIUM_PATH", "chromium"))
    assert path is not None, "there is no Chromium: set CHROMIUM_PATH"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture
def sign_in(browser: Browser, stack: LocalRun) -> Iterator[SignIn]:
    """
    A function that signs a user in on a page of their own; the pages must end without errors.
    """
    heard: list[tuple[str, str]] = []
    contexts = []

    def hear(message: ConsoleMessage) -> None:
        heard.append((message.type, f"{message.text} {message.location['url']}"))

    def enter(name: str) -> Page:
        context = browser.new_context()
        context.set_default_timeout(SEEN_SECONDS * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: heard.append(("error", str(error))))
        page.goto(stack.web)
        page.get_by_label("Email").fill(f"{name}@twinlens.local")
        page.get_by_label("Password").fill(name)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Photos")).to_be_visible()
        return page

    expect.set_options(timeout=SEEN_SECONDS * 1000)
    yield enter
    for context in contexts:
        context.close()

    assert [text for kind, text in heard if kind == "error" and not _is_expected(text)] == []


@pytest.fixture
def desk(sign_in: SignIn, stack: LocalRun, shelf: Shelf) -> Desk:
    """
    A function that signs the demo user in, in a browser of their own, before the test's groups.
    """

    def sit_down() -> ReviewDesk:
        return ReviewDesk(sign_in("demo"), stack, shelf)

    return sit_down


def _is_expected(text: str) -> bool:
    """
    Whether a browser must say so: nobody is signed in yet, a file has no picture (any more), a
    group was taken apart, the service that tells of it was stopped, or somebody decided first.
    """
    return (
        text.startswith(NOT_IN)
        or (text.startswith(GONE) and any(what in text for what in MAY_GO))
        or (text.startswith(AWAY) and "/api/groups/" in text)
        or (text.startswith(CONFLICT) and "/api/duplicates/" in text)
    )
