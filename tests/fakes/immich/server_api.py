"""
What the server says about itself, its queues, settings and notifications.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich import server_facts
from tests.fakes.immich.errors import bad_request
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.stamps import made_id, moment
from tests.fakes.immich.world import World

routes = Routes()


@routes.on("GET", "/server/ping", access=Access.PUBLIC)
def ping(_call: Call) -> Any:
    """
    Answer.
    """
    return {"res": "pong"}


@routes.on("GET", "/server/version", access=Access.PUBLIC)
def version(call: Call) -> Any:
    """
    Tell the version.
    """
    major, minor, patch = call.world.settings.version
    newer = {"prerelease": None} if call.world.v3 else {}
    return {"major": major, "minor": minor, "patch": patch, **newer}


@routes.on("GET", "/server/version-history", access=Access.PUBLIC)
def version_history(call: Call) -> Any:
    """
    Tell that there was never another version.
    """
    text = call.world.settings.version_text
    started = moment(call.world.started_at)
    return [{"id": made_id("version", text), "createdAt": started, "version": text}]


@routes.on("GET", "/server/version-check", "server.versionCheck")
def version_check(_call: Call) -> Any:
    """
    Tell that nobody looked for a newer version.
    """
    return {"checkedAt": None, "releaseVersion": None}


@routes.on("GET", "/server/features", access=Access.PUBLIC)
def features(call: Call) -> Any:
    """
    Tell what is switched on.
    """
    settings = call.world.settings
    newer = {"realtimeTranscoding": False} if call.world.v3 else {}
    switches = {
        "smartSearch": settings.smart_search,
        "trash": settings.trash,
        "oauth": settings.oauth,
    }
    return server_facts.FEATURES | switches | newer


@routes.on("GET", "/server/config", access=Access.PUBLIC)
def config(call: Call) -> Any:
    """
    Tell what a client must know before anybody signs in.
    """
    return server_facts.CONFIG | ({"minFaces": 3} if call.world.v3 else {})


@routes.on("GET", "/server/theme", access=Access.PUBLIC, only=2)
def theme(_call: Call) -> Any:
    """
    Give the style sheet: none.
    """
    return {"customCss": ""}


@routes.on("GET", "/server/about", "server.about")
def about(call: Call) -> Any:
    """
    Tell what the server is made of; that it is a stand-in.
    """
    text = f"v{call.world.settings.version_text}"
    return server_facts.ABOUT | {"version": text, "sourceRef": text}


@routes.on("GET", "/server/apk-links", "server.apkLinks")
def apk_links(_call: Call) -> Any:
    """
    Give no apps.
    """
    return dict.fromkeys(("arm64v8a", "armeabiv7a", "universal", "x86_64"), "")


@routes.on("GET", "/server/media-types", access=Access.PUBLIC)
def media_types(_call: Call) -> Any:
    """
    Tell which extensions are taken.
    """
    return server_facts.MEDIA_TYPES


@routes.on("GET", "/server/storage", "server.storage")
def storage(_call: Call) -> Any:
    """
    Tell how full the disk is: half.
    """
    return server_facts.STORAGE


def _counts(world: World, user_id: str) -> dict[str, int]:
    assets = world.owned(user_id)
    videos = sum(one.is_video for one in assets)
    uploads = [one for one in assets if one.library_id is None]
    video_bytes = sum(one.size for one in uploads if one.is_video)
    total = sum(one.size for one in uploads)
    return {
        "photos": len(assets) - videos,
        "videos": videos,
        "usage": total,
        "usagePhotos": total - video_bytes,
        "usageVideos": video_bytes,
    }


@routes.on("GET", "/server/statistics", "server.statistics", access=Access.ADMIN)
def statistics(call: Call) -> Any:
    """
    Count everybody's assets.
    """
    by_user: list[dict[str, Any]] = [
        {"userId": user.user_id, "userName": user.name}
        | _counts(call.world, user.user_id)
        | {"quotaSizeInBytes": None}
        for user in call.world.users.values()
    ]
    names = ("photos", "videos", "usage", "usagePhotos", "usageVideos")
    sums = {name: sum(one[name] for one in by_user) for name in names}
    return sums | {"usageByUser": by_user}


def _queues(world: World) -> tuple[str, ...]:
    return server_facts.QUEUES if world.v3 else server_facts.QUEUES_V2


@routes.on("GET", "/jobs", "job.read", access=Access.ADMIN)
def jobs(call: Call) -> Any:
    """
    Tell that nothing is going on.
    """
    status = {"queueStatus": {"isPaused": False, "isActive": False}}
    return {name: status | {"jobCounts": server_facts.NO_JOBS} for name in _queues(call.world)}


@routes.on("POST", "/jobs", "job.create", access=Access.ADMIN)
def create_job(_call: Call) -> None:
    """
    Do nothing, willingly.
    """


@routes.on("PUT", "/jobs/{name}", "job.create", access=Access.ADMIN, twin=True)
def run_job(call: Call) -> Any:
    """
    Do nothing, in a queue that exists.
    """
    if call.param("name") not in _queues(call.world):
        raise bad_request(f"Invalid job name: {call.param('name')}")
    return {
        "queueStatus": {"isPaused": False, "isActive": False},
        "jobCounts": server_facts.NO_JOBS,
    }


@routes.on("GET", "/queues", "queue.read", access=Access.ADMIN)
def queues(call: Call) -> Any:
    """
    Tell that nothing waits.
    """
    empty = {"isPaused": False, "statistics": server_facts.NO_JOBS}
    return [{"name": name, **empty} for name in _queues(call.world)]


@routes.on("GET", "/plugins", "plugin.read")
def plugins(_call: Call) -> Any:
    """
    Have no plug-ins.
    """
    return []


def _system_config(world: World) -> dict[str, Any]:
    settings = world.settings
    return {
        "trash": {"enabled": settings.trash, "days": 30},
        "storageTemplate": {"enabled": settings.storage_template},
        "machineLearning": {"clip": {"enabled": settings.smart_search}},
        "oauth": {"enabled": settings.oauth},
    }


@routes.on("GET", "/system-config", "systemConfig.read", access=Access.ADMIN)
def system_config(call: Call) -> Any:
    """
    Give the settings that can be turned.
    """
    return _system_config(call.world)


@routes.on("PUT", "/system-config", "systemConfig.update", access=Access.ADMIN, twin=True)
def change_system_config(call: Call) -> Any:
    """
    Turn settings.
    """
    settings, body = call.world.settings, call.body
    settings.trash = body.get("trash", {}).get("enabled", settings.trash)
    template = body.get("storageTemplate", {})
    settings.storage_template = template.get("enabled", settings.storage_template)
    clip = body.get("machineLearning", {}).get("clip", {})
    settings.smart_search = clip.get("enabled", settings.smart_search)
    settings.oauth = body.get("oauth", {}).get("enabled", settings.oauth)
    for user_id in call.world.users:
        call.world.tell(user_id, "on_config_update")
    return _system_config(call.world)


@routes.on("GET", "/notifications", "notification.read")
def notifications(call: Call) -> Any:
    """
    List what a user was told, or what they have not read.
    """
    unread = call.query("unread") == "true"
    mine = [one for one in call.world.notifications.values() if one["userId"] == call.user_id]
    return [
        {name: value for name, value in one.items() if name != "userId"}
        for one in mine
        if not (unread and "readAt" in one)
    ]


@routes.on("POST", "/admin/notifications", access=Access.ADMIN, status=HTTPStatus.CREATED)
def notify(call: Call) -> Any:
    """
    Tell a user something.
    """
    note = {
        "id": call.world.stamps.new_id("notification"),
        "createdAt": moment(call.world.stamps.now()),
        "level": call.body.get("level", "info"),
        "type": call.body.get("type", "Custom"),
        "title": call.body["title"],
    }
    call.world.notifications[note["id"]] = note | {"userId": call.body["userId"]}
    call.world.tell(call.body["userId"], "on_notification", note)
    return note


@routes.on("PUT", "/notifications", "notification.update", twin=True)
def read_notifications(call: Call) -> None:
    """
    Note that a user has read what they were told.
    """
    for one in call.body.get("ids") or ():
        note = call.world.notifications.get(one)
        if note is not None and note["userId"] == call.user_id:
            note["readAt"] = moment(call.world.stamps.now())
