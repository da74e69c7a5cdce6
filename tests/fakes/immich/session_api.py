"""
Sessions and API keys of a user.
"""

from http import HTTPStatus
from typing import Any

from tests.fakes.immich.accounts import close_session, issue_key, open_session
from tests.fakes.immich.errors import ImmichError, bad_request, no_access
from tests.fakes.immich.records import ApiKey, Session
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.stamps import moment

routes = Routes()


def session_body(session: Session, current: Session | None) -> dict[str, Any]:
    """
    Give a session, without its token.
    """
    ends = session.expires_at
    return {
        "id": session.session_id,
        "createdAt": moment(session.created_at),
        "updatedAt": moment(session.updated_at),
        **({} if ends is None else {"expiresAt": moment(ends)}),
        "current": session is current,
        "appVersion": None,
        "deviceOS": session.device_os,
        "deviceType": session.device_type,
        "isPendingSyncReset": session.pending_reset,
    }


def _mine(call: Call, permission: str) -> Session:
    for session in call.world.sessions.values():
        if (session.session_id, session.user_id) == (call.param("id"), call.user_id):
            return session
    raise no_access(permission)


@routes.on("GET", "/sessions", "session.read")
def list_sessions(call: Call) -> Any:
    """
    List the user's sessions.
    """
    mine = [one for one in call.world.sessions.values() if one.user_id == call.user_id]
    return [session_body(session, call.caller.session) for session in mine]


@routes.on("POST", "/sessions", "session.create", status=HTTPStatus.CREATED)
def create_session(call: Call) -> Any:
    """
    Open a child of this session.
    """
    fields = call.fields()
    fields.number("duration")
    fields.done()
    if call.caller.session is None:
        raise bad_request("This endpoint can only be used with a session token")
    seconds = call.body.get("duration")
    child = open_session(call.world, call.caller.user, parent=call.caller.session, seconds=seconds)
    child.device_os = call.body.get("deviceOS", "")
    child.device_type = call.body.get("deviceType", "")
    return session_body(child, call.caller.session) | {"token": child.token}


@routes.on("DELETE", "/sessions", "session.delete")
def delete_sessions(call: Call) -> None:
    """
    End all sessions but this one.
    """
    for session in list(call.world.sessions.values()):
        is_other = session.user_id == call.user_id and session is not call.caller.session
        if is_other and session.token in call.world.sessions:
            close_session(call.world, session.token)


@routes.on("PUT", "/sessions/{id}", "session.update", twin=True)
def update_session(call: Call) -> Any:
    """
    Ask for a reset of the session's sync.
    """
    session = _mine(call, "session.update")
    if "isPendingSyncReset" not in call.body:
        raise bad_request("No fields to update")
    session.pending_reset = call.body["isPendingSyncReset"]
    session.updated_at = call.world.stamps.now()
    return session_body(session, call.caller.session)


@routes.on("DELETE", "/sessions/{id}", "session.delete")
def delete_session(call: Call) -> None:
    """
    End a session.
    """
    close_session(call.world, _mine(call, "authDevice.delete").token)


@routes.on("POST", "/sessions/{id}/lock", "session.lock")
def lock_session(call: Call) -> None:
    """
    Close the locked folder to a session.
    """
    _mine(call, "session.lock").elevated_until = None


def key_body(key: ApiKey) -> dict[str, Any]:
    """
    Give a key, without its secret.
    """
    return {
        "id": key.key_id,
        "name": key.name,
        "createdAt": moment(key.created_at),
        "updatedAt": moment(key.updated_at),
        "permissions": key.permissions,
    }


def _my_keys(call: Call) -> list[ApiKey]:
    return [key for key in call.world.keys.values() if key.user_id == call.user_id]


def _my_key(call: Call) -> ApiKey:
    for key in _my_keys(call):
        if key.key_id == call.param("id"):
            return key
    raise bad_request("API Key not found")


@routes.on("GET", "/api-keys", "apiKey.read")
def list_keys(call: Call) -> Any:
    """
    List the user's keys.
    """
    return [key_body(key) for key in _my_keys(call)]


@routes.on("POST", "/api-keys", "apiKey.create", status=HTTPStatus.CREATED)
def create_key(call: Call) -> Any:
    """
    Make a key, which may do no more than the key that asks.
    """
    fields = call.fields()
    permissions = call.body.get("permissions")
    if not isinstance(permissions, list):
        fields.mistyped("permissions", "array", ["permissions must be an array"])
    fields.done()
    if not all(call.caller.may(one) for one in call.body["permissions"]):
        raise bad_request("Cannot grant permissions you do not have")
    name = call.body.get("name") or "API Key"
    key = issue_key(call.world, call.caller.user, call.body["permissions"], name)
    return {"secret": key.secret, "apiKey": key_body(key)}


@routes.on("GET", "/api-keys/me")
def my_key(call: Call) -> Any:
    """
    Show the key that asks.
    """
    if call.caller.key is None:
        raise ImmichError(HTTPStatus.FORBIDDEN, "Not authenticated with an API Key")
    return key_body(call.caller.key)


@routes.on("GET", "/api-keys/{id}", "apiKey.read")
def show_key(call: Call) -> Any:
    """
    Show a key.
    """
    return key_body(_my_key(call))


@routes.on("PUT", "/api-keys/{id}", "apiKey.update", twin=True)
def update_key(call: Call) -> Any:
    """
    Rename a key, or change what it may do.
    """
    key = _my_key(call)
    key.name = call.body.get("name", key.name)
    key.permissions = call.body.get("permissions", key.permissions)
    key.updated_at = call.world.stamps.now()
    return key_body(key)


@routes.on("DELETE", "/api-keys/{id}", "apiKey.delete")
def delete_key(call: Call) -> None:
    """
    Forget a key.
    """
    del call.world.keys[_my_key(call).secret]
