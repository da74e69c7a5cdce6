"""
What must have happened before a captured request can be made again.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from tests.fakes.immich.accounts import close_session
from tests.fakes.immich.records import Asset, Stack
from tests.fakes.immich.trash import put_in_trash
from tests.unit.fakes.immich.captured import Scene

Step = str | Callable[[Scene], None]

DIGEST = "LTwzcuMjgjxE+TpNXHSSBPzmxRM="


def forget_uploads(scene: Scene) -> None:
    """
    Let nothing have been uploaded.
    """
    for asset in list(scene.world.assets.values()):
        if asset.library_id is None:
            scene.world.remove(asset)


def trash_uploads(scene: Scene) -> None:
    """
    Let all that was uploaded be in the trash, one of it with a known checksum.
    """
    uploads = [one for one in scene.world.assets.values() if one.library_id is None]
    put_in_trash(scene.world, uploads)


def known_upload(scene: Scene) -> None:
    """
    Let an upload have the checksum that is asked for.
    """
    upload = next(one for one in scene.world.assets.values() if one.library_id is None)
    upload.checksum = DIGEST
    scene.world.touch([upload])


def leave_albums(scene: Scene) -> None:
    """
    Let no album be shared.
    """
    for album in scene.world.albums.values():
        album.members.clear()


def end_session(scene: Scene) -> None:
    """
    Let the masked session be over.
    """
    close_session(scene.world, "<token>")


def without_file(name: str) -> Step:
    """
    Let the file of the asset in a capture's path be gone.
    """

    def step(scene: Scene) -> None:
        asset_id = scene.captures[name]["request"]["path"].split("/")[3]
        scene.world.assets[asset_id].blob = None

    return step


def grouped_as(name: str) -> Step:
    """
    Let the groups that a capture resolves be duplicates.
    """

    def step(scene: Scene) -> None:
        for group in scene.captures[name]["request"]["body"]["groups"]:
            for asset_id in group["keepAssetIds"] + group["trashAssetIds"]:
                scene.world.assets[asset_id].duplicate_id = group["duplicateId"]

    return step


def stacked_as(name: str, *, trashed: bool = False) -> Step:
    """
    Let there be the stack that a capture shows, its primary perhaps in the trash.
    """

    def step(scene: Scene) -> None:
        world, body = scene.world, scene.captures[name]["body"]
        members: dict[str, Asset] = {one["id"]: world.assets[one["id"]] for one in body["assets"]}
        owner_id = next(iter(members.values())).owner_id
        primary = body["primaryAssetId"]
        members[primary] = world.assets[primary]
        now = datetime(2026, 1, 1, tzinfo=UTC)
        world.stacks[body["id"]] = Stack(body["id"], owner_id, primary, now, now, world.changed())
        for asset in members.values():
            asset.stack_id = body["id"]
        if trashed:
            put_in_trash(world, [members[primary]])

    return step


GROUPED = grouped_as("x-dup-resolve-ok")
MERGED = ("stacks-create", "stacks-create-merge")
SESSION_CHILD = ("x-sessions-child",)
WEB_STACK = ("x-dup-web-stack-1",)
BEFORE: dict[str, tuple[Step, ...]] = {
    **dict.fromkeys(("albums-add-dup", "albums-get", "timeline-buckets-album"), ("albums-create",)),
    "albums": ("albums-create",),
    "asset-original-file-missing": (without_file("asset-original-file-missing"),),
    "asset-original-offline": (without_file("asset-original-offline"),),
    "asset-get-after-force": ("assets-delete-force",),
    **dict.fromkeys(("asset-get-stacked-child", "asset-get-stacked-primary"), ("stacks-create",)),
    **dict.fromkeys(
        ("x-stack3-child-get", "x-stack3-trashed-primary-get"),
        (stacked_as("x-stack3-primary-restored"),),
    ),
    "assets-upload": (forget_uploads,),
    "assets-upload-duplicate-nochecksum": (forget_uploads, "assets-upload"),
    "duplicates": ("assets-update-duplicateId",),
    "duplicates-delete-group": ("assets-update-duplicateId",),
    "err-401-after-logout": (end_session,),
    "stacks-create-merge": ("stacks-create",),
    "stacks-delete": MERGED,
    "stacks-get": ("stacks-create",),
    "stacks-get-primary-restored": (stacked_as("stacks-get-primary-restored"),),
    "stacks-get-primary-trashed": (stacked_as("stacks-get-primary-trashed", trashed=True),),
    "stacks-list": ("stacks-create",),
    "stacks-list-primary": ("stacks-create",),
    "stacks-remove-asset": MERGED,
    "stacks-update-primary": MERGED,
    "sync-ack-get-after": ("sync-ack-post",),
    "timeline-bucket-with-stack": ("stacks-create",),
    **dict.fromkeys(
        (
            *("x-albums-bucket", "x-albums-bulk-assets", "x-albums-delete"),
            *("x-albums-get-user2-shared", "x-albums-get-withassets", "x-albums-get"),
            *("x-albums-get-withoutassets", "x-albums-mapmarkers", "x-albums-patch", "x-albums"),
            *("x-albums-remove-asset", "x-albums-user-role", "x-shared-asset-user2"),
            *("x-albums-user2", "x-sync-AlbumsV1-shared", "x-sync-AlbumsV2-shared"),
        ),
        ("x-albums-create",),
    ),
    "x-albums-add-user": ("x-albums-create", leave_albums),
    "x-bulkcheck-trashed": (known_upload, trash_uploads),
    "x-dup-delete-bulk": (grouped_as("x-dup-mixed-unknown"),),
    "x-dup-mixed-unknown": (grouped_as("x-dup-mixed-unknown"),),
    **dict.fromkeys(
        (
            *("x-dup-resolve-both", "x-dup-resolve-foreign", "x-dup-resolve-incomplete"),
            *("x-dup-resolve-ok", "x-dup-group"),
        ),
        (GROUPED,),
    ),
    "x-dup-resolve-keepall": (grouped_as("x-dup-resolve-keepall"),),
    "x-sessions-child-after-delete": (end_session,),
    "x-sessions-child-after-parent-logout": (end_session,),
    **dict.fromkeys(
        (
            *("x-sessions-delete-child", "x-sessions-lock", "x-sessions-patch-empty"),
            *("x-sessions-patch", "x-sessions-put"),
        ),
        SESSION_CHILD,
    ),
    "x-stack-get-after-remove": (*WEB_STACK, "x-stack-remove-last-child"),
    **dict.fromkeys(
        (
            *("x-stack-patch-empty", "x-stack-patch-foreign", "x-stack-patch", "x-stack-put"),
            *("x-stack-remove-foreign", "x-stack-remove-last-child", "x-stack-remove-primary"),
            *("x-stack-patch-user2", "x-stacks-delete-bulk"),
        ),
        WEB_STACK,
    ),
    **{
        name: (stacked_as(name, trashed=name.endswith("trashed")),)
        for name in (
            *("x-stack3-primary-force-deleted", "x-stack3-primary-restored"),
            "x-stack3-primary-trashed",
        )
    },
    "x-sync-delta-reset": ("stacks-create",),
    "x-upload-bytes-in-trash": (forget_uploads,),
    "x-upload-duplicate-of-trashed": (forget_uploads, "x-upload-bytes-in-trash", trash_uploads),
}


async def prepare(scene: Scene, name: str) -> None:
    """
    Do what must have happened before a capture.
    """
    for step in BEFORE.get(name, ()):
        if isinstance(step, str):
            await scene.replay(step)
        else:
            step(scene)
