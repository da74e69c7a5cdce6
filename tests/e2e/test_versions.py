"""
The versions of a shot in a real browser: seen, put on top, taken apart, put together, saved.
"""

import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from localstack.writers import CANON, Look, write_dng, write_jpeg
from tests.e2e.conftest import NOON, SMALL, CopyPair, SignIn
from tests.e2e.local_run import LocalRun, signed_in

Upload = Callable[[str, str], None]

pytestmark = pytest.mark.browser


@pytest.fixture
def upload(stack: LocalRun, tmp_path: Path) -> Upload:
    """
    A function by which a user uploads a RAW and a JPEG of one shot, as a phone would.
    """

    def send(user: str, name: str) -> None:
        look = Look(sum(name.encode()), SMALL)
        files = (
            write_jpeg(tmp_path / f"{name}.JPG", NOON, CANON, look),
            write_dng(tmp_path / f"{name}.DNG", NOON, CANON, look),
        )
        when = NOON.replace(tzinfo=UTC).isoformat()
        fields = {"deviceAssetId": name, "deviceId": "e2e"}
        fields |= {"fileCreatedAt": when, "fileModifiedAt": when}
        with signed_in(stack.gateway, f"{user}@twinlens.local", user) as client:
            for path in files:
                sent = {"assetData": (path.name, path.read_bytes())}
                client.post("/api/assets", data=fields, files=sent).raise_for_status()

    return send


def cards(page: Page, name: str) -> Locator:
    """
    The cards of files of a name.
    """
    return page.get_by_role("article", name=name)


def open_card(page: Page, name: str) -> Locator:
    """
    Open the viewer of a card with two versions; gives the list of them.
    """
    card = cards(page, name)
    expect(card).to_contain_text("2 versions")
    card.get_by_role("button").click()
    versions = page.get_by_role("dialog").get_by_role("listitem")
    expect(versions).to_have_count(2)
    return versions


def test_another_version_is_put_on_top_and_stays_there(
    sign_in: SignIn, copy_pair: CopyPair
) -> None:
    """
    It is looked at, made the primary by a key, shown by the card, and still after a reload.
    """
    copy_pair("IMG_6001")
    page = sign_in("demo")
    open_card(page, "IMG_6001.JPG")

    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="IMG_6001.DNG")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_text("IMG_6001.DNG is shown now")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cards(page, "IMG_6001.DNG")).to_contain_text("2 versions")
    page.reload()

    expect(cards(page, "IMG_6001.DNG")).to_contain_text("2 versions")
    expect(cards(page, "IMG_6001")).to_have_count(1)


def test_a_version_taken_out_comes_back(sign_in: SignIn, copy_pair: CopyPair) -> None:
    """
    It stands alone beside what is left, until that is taken back.
    """
    copy_pair("IMG_6002")
    page = sign_in("demo")
    versions = open_card(page, "IMG_6002")

    versions.filter(has_text="IMG_6002.DNG").get_by_role("button").first.click()
    page.get_by_role("button", name="Remove from group").click()
    expect(page.get_by_text("IMG_6002.DNG stands alone now")).to_be_visible()
    expect(page.get_by_role("heading", name="One file")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cards(page, "IMG_6002")).to_have_count(2)
    expect(cards(page, "IMG_6002").filter(has_text="versions")).to_have_count(0)

    page.keyboard.press("z")

    expect(cards(page, "IMG_6002")).to_have_count(1)
    expect(cards(page, "IMG_6002")).to_contain_text("2 versions")


def test_a_dissolved_group_comes_back(sign_in: SignIn, copy_pair: CopyPair) -> None:
    """
    Each file stands alone, until that is taken back.
    """
    copy_pair("IMG_6003")
    page = sign_in("demo")
    open_card(page, "IMG_6003")

    page.get_by_role("button", name="Dissolve group").click()
    expect(page.get_by_role("heading", name="One file")).to_be_visible()
    page.keyboard.press("Escape")
    expect(cards(page, "IMG_6003")).to_have_count(2)

    page.get_by_role("button", name="Undo").click()

    expect(cards(page, "IMG_6003")).to_have_count(1)
    expect(cards(page, "IMG_6003")).to_contain_text("2 versions")


def test_selected_photos_become_one_shot_and_part_again(sign_in: SignIn, stack: LocalRun) -> None:
    """
    What nothing but a person knows to be one shot is grouped by a key, and taken back.
    """
    for number in (1, 2):
        taken = NOON + timedelta(hours=number)
        write_jpeg(stack.media / f"merge {number}.jpg", taken, CANON, Look(600 + number, SMALL))
    page = sign_in("demo")
    alone = cards(page, "merge")
    expect(alone).to_have_count(2)

    for number in (1, 2):
        page.get_by_role("checkbox", name=f"Select merge {number}.jpg").check()
    expect(page.get_by_text("2 selected")).to_be_visible()
    page.keyboard.press("s")

    expect(alone).to_have_count(1)
    expect(alone).to_contain_text("2 versions")

    page.keyboard.press("z")

    expect(alone).to_have_count(2)


def test_all_versions_are_saved_as_one_zip(sign_in: SignIn, copy_pair: CopyPair) -> None:
    """
    It holds the originals, byte for byte.
    """
    originals = copy_pair("IMG_6004")
    page = sign_in("demo")
    open_card(page, "IMG_6004")

    with page.expect_download() as saved:
        page.get_by_role("button", name="Download all").click()

    with zipfile.ZipFile(saved.value.path()) as archive:
        found: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    assert found == {path.name: path.read_bytes() for path in originals}


def test_an_uploaded_pair_shows_up_as_one_card(sign_in: SignIn, upload: Upload) -> None:
    """
    Though Immich gives the files other names on disk, the open page shows them as one shot.
    """
    page = sign_in("demo")

    upload("demo", "IMG_6005")

    expect(cards(page, "IMG_6005")).to_have_count(1)
    expect(cards(page, "IMG_6005")).to_contain_text("2 versions")


def test_two_users_see_their_own_only(sign_in: SignIn, upload: Upload, copy_pair: CopyPair) -> None:
    """
    Each finds one's own shot, and nothing of the other's.
    """
    copy_pair("IMG_6006")
    upload("guest", "IMG_6007")
    demo, guest = sign_in("demo"), sign_in("guest")

    expect(cards(guest, "IMG_6007")).to_have_count(1)
    expect(cards(guest, "IMG_6007")).to_contain_text("2 versions")
    expect(guest.get_by_role("article")).to_have_count(1)
    expect(cards(demo, "IMG_6006")).to_have_count(1)
    expect(cards(demo, "IMG_6006")).to_contain_text("2 versions")
    expect(cards(demo, "IMG_6007")).to_have_count(0)
