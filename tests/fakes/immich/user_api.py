"""
Users, their preferences and partners.
"""

import copy
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from tests.fakes.immich.accounts import add_user
from tests.fakes.immich.errors import ImmichError, bad_request
from tests.fakes.immich.records import User
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.shapes import user_body
from tests.fakes.immich.stamps import moment

PREFERENCES: dict[str, Any] = {
    "albums": {"defaultAssetOrder": "desc"},
    "folders": {"enabled": False, "sidebarWeb": False},
    "memories": {"enabled": True, "duration": 5},
    "people": {"enabled": True, "sidebarWeb": False},
    "sharedLinks": {"enabled": True, "sidebarWeb": False},
    "ratings": {"enabled": False},
    "tags": {"enabled": False, "sidebarWeb": False},
    "emailNotifications": {"enabled": True, "albumInvite": True, "albumUpdate": True},
    "download": {"archiveSize": 4294967296, "includeEmbeddedVideos": False},
    "purchase": {"showSupportBadge": True, "hideBuyButtonUntil": "2022-02-12T00:00:00.000Z"},
    "cast": {"gCastEnabled": False},
}
HEATMAP_DAYS = 364

routes = Routes()


def admin_user_body(user: User) -> dict[str, Any]:
    """
    Give a user as they and admins see them.
    """
    return user_body(user) | {
        "storageLabel": user.storage_label,
        "shouldChangePassword": False,
        "isAdmin": user.is_admin,
        "createdAt": moment(user.created_at),
        "deletedAt": None,
        "updatedAt": moment(user.updated_at),
        "oauthId": "",
        "quotaSizeInBytes": None,
        "quotaUsageInBytes": 0,
        "status": "active",
        "license": None,
    }


def _user(call: Call) -> User:
    user = call.world.users.get(call.param("id"))
    if user is None:
        raise bad_request("User not found")
    return user


@routes.on("GET", "/users", "user.read")
def list_users(call: Call) -> Any:
    """
    List everybody.
    """
    return [user_body(user) for user in call.world.users.values()]


@routes.on("GET", "/users/me", "user.read")
def me(call: Call) -> Any:
    """
    Tell who is asking.
    """
    return admin_user_body(call.caller.user)


@routes.on("PUT", "/users/me", "user.update", twin=True)
def update_me(call: Call) -> Any:
    """
    Change one's name or password.
    """
    _change(call, call.caller.user)
    return admin_user_body(call.caller.user)


def _change(call: Call, user: User) -> None:
    user.name = call.body.get("name", user.name)
    user.password = call.body.get("password", user.password)
    user.pin = call.body.get("pinCode", user.pin)
    user.updated_at = call.world.stamps.now()
    user.seq = call.world.changed()


def _preferences(call: Call) -> dict[str, Any]:
    made = copy.deepcopy(PREFERENCES)
    if call.world.v3:
        made["people"]["minimumFaces"] = 3
        made["recentlyAdded"] = {"sidebarWeb": False}
    for name, values in call.caller.user.preferences.items():
        made[name] = values
    return made


@routes.on("GET", "/users/me/preferences", "userPreference.read")
def preferences(call: Call) -> Any:
    """
    Show what the user prefers.
    """
    return _preferences(call)


@routes.on("PUT", "/users/me/preferences", "userPreference.update", twin=True)
def update_preferences(call: Call) -> Any:
    """
    Change what the user prefers, name by name.
    """
    known = _preferences(call)
    for name, values in call.body.items():
        if name in known:
            call.caller.user.preferences[name] = known[name] | values
    return _preferences(call)


@routes.on("GET", "/users/me/onboarding", "userOnboarding.read")
def onboarding(_call: Call) -> Any:
    """
    Tell that nobody needs an introduction.
    """
    return {"isOnboarded": True}


@routes.on("GET", "/users/me/calendar-heatmap", "user.read", only=3)
def heatmap(call: Call) -> Any:
    """
    Count the last year's pictures by day.
    """
    last = call.world.stamps.now().date()
    days = [last - timedelta(days=HEATMAP_DAYS - 1 - n) for n in range(HEATMAP_DAYS)]
    counts = dict.fromkeys(map(str, days), 0)
    for asset in call.world.owned(call.user_id):
        day = str(asset.local.date())
        counts[day] = counts.get(day, 0) + 1
    series = [{"date": str(day), "count": counts[str(day)]} for day in days]
    total = sum(counts[str(day)] for day in days)
    return {"from": str(days[0]), "to": str(last), "series": series, "totalCount": total}


@routes.on("GET", "/users/me/license", "userLicense.read")
@routes.on("GET", "/server/license", "serverLicense.read", access=Access.ADMIN)
def no_license(_call: Call) -> Any:
    """
    Tell that nothing was bought.
    """
    raise ImmichError(HTTPStatus.NOT_FOUND, "Not Found")


@routes.on("GET", "/users/{id}", "user.read")
def show_user(call: Call) -> Any:
    """
    Show somebody.
    """
    return user_body(_user(call))


@routes.on("GET", "/admin/users", "adminUser.read", access=Access.ADMIN)
def list_all(call: Call) -> Any:
    """
    List everybody, for admins.
    """
    return [admin_user_body(user) for user in call.world.users.values()]


@routes.on(
    "POST", "/admin/users", "adminUser.create", access=Access.ADMIN, status=HTTPStatus.CREATED
)
def create_user(call: Call) -> Any:
    """
    Make a user.
    """
    fields = call.fields()
    for name in ("email", "password", "name"):
        fields.text(name, required=True)
    fields.done()
    email, password, name = (call.body[key] for key in ("email", "password", "name"))
    if any(user.email == email for user in call.world.users.values()):
        raise bad_request("User exists")
    is_admin = bool(call.body.get("isAdmin"))
    user = add_user(call.world, email, password, name, is_admin=is_admin)
    user.storage_label = call.body.get("storageLabel")
    return admin_user_body(user)


@routes.on("GET", "/admin/users/{id}", "adminUser.read", access=Access.ADMIN)
def show_any(call: Call) -> Any:
    """
    Show somebody, for admins.
    """
    return admin_user_body(_user(call))


@routes.on("PUT", "/admin/users/{id}", "adminUser.update", access=Access.ADMIN, twin=True)
def update_any(call: Call) -> Any:
    """
    Change somebody.
    """
    user = _user(call)
    _change(call, user)
    user.storage_label = call.body.get("storageLabel", user.storage_label)
    return admin_user_body(user)


@routes.on("DELETE", "/admin/users/{id}", "adminUser.delete", access=Access.ADMIN)
def delete_user(call: Call) -> Any:
    """
    Forget somebody, and with whom they share.
    """
    user, world = _user(call), call.world
    del world.users[user.user_id]
    alone = {pair: how for pair, how in world.partners.items() if user.user_id not in pair}
    world.partners = alone
    return admin_user_body(user)


def partner_body(user: User, *, in_timeline: bool) -> dict[str, Any]:
    """
    Give a partner.
    """
    return user_body(user) | {"inTimeline": in_timeline}


@routes.on("GET", "/partners", "partner.read")
def list_partners(call: Call) -> Any:
    """
    List with whom one shares, or who shares with one.
    """
    fields = call.query_fields()
    fields.choice("direction", ("shared-by", "shared-with"))
    fields.done()
    is_by = call.query("direction") == "shared-by"
    return [
        partner_body(call.world.users[other if is_by else owner], in_timeline=shown)
        for (owner, other), (_, shown) in call.world.partners.items()
        if (owner if is_by else other) == call.user_id
    ]


def _begin(call: Call, partner_id: str) -> Any:
    if partner_id not in call.world.users:
        raise bad_request("User not found")
    if (call.user_id, partner_id) in call.world.partners:
        raise bad_request("Partner already exists")
    call.world.partners[call.user_id, partner_id] = (call.world.changed(), False)
    return partner_body(call.world.users[partner_id], in_timeline=False)


@routes.on("POST", "/partners", "partner.create", status=HTTPStatus.CREATED)
def create_partner(call: Call) -> Any:
    """
    Share one's pictures with somebody.
    """
    fields = call.fields()
    fields.uuid("sharedWithId")
    fields.done()
    return _begin(call, call.body["sharedWithId"])


@routes.on("POST", "/partners/{id}", "partner.create", status=HTTPStatus.CREATED)
def create_partner_by_path(call: Call) -> Any:
    """
    Share one's pictures with somebody, in the older way.
    """
    return _begin(call, call.param("id"))


@routes.on("PUT", "/partners/{id}", "partner.update", twin=True)
def update_partner(call: Call) -> Any:
    """
    Show a partner's pictures in one's own timeline, or not.
    """
    pair = (call.param("id"), call.user_id)
    if pair not in call.world.partners:
        raise bad_request("Not found or no partner.update access")
    shown = bool(call.body.get("inTimeline"))
    call.world.partners[pair] = (call.world.changed(), shown)
    return partner_body(call.world.users[pair[0]], in_timeline=shown)


@routes.on("DELETE", "/partners/{id}", "partner.delete")
def delete_partner(call: Call) -> None:
    """
    Share no longer.
    """
    pair = (call.user_id, call.param("id"))
    if pair not in call.world.partners:
        raise bad_request("Partner not found")
    del call.world.partners[pair]
    row: dict[str, object] = {"sharedById": pair[0], "sharedWithId": pair[1]}
    call.world.bury("PartnerDeleteV1", pair, row)
