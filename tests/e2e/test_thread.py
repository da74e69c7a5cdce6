"""
From a file on disk to a card in the browser, through everything that is between.
"""

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import CopyPair, SignIn
from tests.e2e.local_run import LocalRun, signed_in, suspended
from tests.waiting import wait_until

SEARCH = "/api/immich/search/metadata"
OF_THE_HOUR = {"date", "x-immich-cid"}


def newest(client: httpx.Client, name: str, version_count: int) -> dict[str, object]:
    """
    The enriched asset of a file name, once it has that many versions.
    """
    found: list[dict[str, object]] = []

    def seen() -> bool:
        answer = client.post(SEARCH, json={"originalFileName": name}).raise_for_status().json()
        found[:] = answer["assets"]["items"]
        return [item.get("versionCount") for item in found] == [version_count]

    wait_until(seen, seconds=60)
    return found[0]


@pytest.mark.browser
def test_two_files_copied_into_the_folder_show_up_as_one_card(
    sign_in: SignIn, copy_pair: CopyPair
) -> None:
    """
    The open page shows the new pair by itself, once, and its versions at a press.
    """
    page = sign_in("demo")
    expect(page.get_by_role("article")).to_have_count(3)

    copy_pair("IMG_4711")
    card = page.get_by_role("article", name="IMG_4711")

    expect(card).to_contain_text("2 versions")
    expect(card).to_contain_text("RAW+JPEG")
    expect(card).to_have_count(1)

    card.get_by_role("button").click()
    versions = page.get_by_role("dialog").get_by_role("listitem")

    expect(versions).to_contain_text(["IMG_4711.JPG", "IMG_4711.DNG"])


@pytest.mark.browser
def test_a_deleted_raw_takes_the_badge_along(
    sign_in: SignIn, copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    What is left of a pair is a photo like any other.
    """
    raw, jpeg = copy_pair("IMG_4712")
    page = sign_in("demo")
    card = page.get_by_role("article", name=jpeg.name)
    expect(card).to_contain_text("2 versions")

    raw.unlink()

    expect(card).not_to_contain_text("versions")
    expect(card).to_have_count(1)
    assert jpeg.parent == stack.media


@pytest.mark.browser
def test_another_user_sees_nothing_of_it(
    sign_in: SignIn, copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    A guest of the same Immich gets neither cards, nor groups, nor pictures.
    """
    copy_pair("IMG_4713")
    with signed_in(stack.gateway, "demo@twinlens.local", "demo") as demo:
        asset = newest(demo, "IMG_4713.JPG", 2)["id"]

    page = sign_in("guest")

    expect(page.get_by_text("No photos yet")).to_be_visible()
    with signed_in(stack.gateway, "guest@twinlens.local", "guest") as guest:
        assert guest.post(SEARCH, json={}).json()["assets"]["items"] == []
        assert guest.get(f"/api/assets/{asset}/thumbnail").status_code == 400
        assert guest.get("/api/groups").json()["items"] == []
        assert guest.get("/api/duplicates").json()["items"] == []


@pytest.mark.browser
def test_photos_and_versions_are_shown_while_both_services_are_stopped(
    sign_in: SignIn, copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    The cards keep their badges; only the versions themselves are missing, and said to be.
    """
    copy_pair("IMG_4714")
    page = sign_in("demo")
    card = page.get_by_role("article", name="IMG_4714.JPG")
    expect(card).to_contain_text("2 versions")

    with (
        suspended(stack.process("grouping.main")),
        suspended(stack.process("dedup.main")),
    ):
        page.reload()
        expect(card).to_contain_text("2 versions")
        card.get_by_role("button").click()

        expect(page.get_by_text("The versions cannot be shown just now.")).to_be_visible()

    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(2)


def test_the_gateway_adds_its_fields_on_its_own_route_only(
    copy_pair: CopyPair, stack: LocalRun
) -> None:
    """
    The enriched answer knows the other version; the plain one is Immich's, byte for byte.
    """
    raw, jpeg = copy_pair("IMG_4715")
    body = {"originalFileName": "IMG_4715", "order": "asc"}
    with signed_in(stack.gateway, "demo@twinlens.local", "demo") as client:
        asset = newest(client, jpeg.name, 2)
        plain = client.post("/api/search/metadata", json=body)
        original = client.post(f"{stack.immich()}/api/search/metadata", json=body)

    assert (asset["groupType"], asset["isPrimaryVersion"]) == ("raw_jpeg", True)
    assert asset["alternateVersions"] == [
        {
            "id": plain.json()["assets"]["items"][0]["id"],
            "filename": raw.name,
            "type": "raw",
            "size": raw.stat().st_size,
        }
    ]
    assert (plain.status_code, plain.content) == (original.status_code, original.content)
    assert kept(plain) == kept(original)
    assert b"groupId" not in plain.content


def kept(answer: httpx.Response) -> list[tuple[str, str]]:
    """
    The headers of an answer that do not depend on when it was given.
    """
    return [(key, value) for key, value in answer.headers.items() if key not in OF_THE_HOUR]


def test_a_service_that_was_killed_comes_back(copy_pair: CopyPair, stack: LocalRun) -> None:
    """
    The supervisor starts it again, and says so.
    """
    _, jpeg = copy_pair("IMG_4716")
    killed = stack.process("grouping.main")

    killed.kill()

    stack.wait_for("process_restarted")
    with signed_in(stack.gateway, "demo@twinlens.local", "demo") as client:
        assert newest(client, jpeg.name, 2)["groupType"] == "raw_jpeg"
    assert stack.process("grouping.main").pid != killed.pid
