"""
Users, sessions and API keys of the stand-in, and who a request belongs to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import HTTPConnection

from tests.fakes.immich.errors import ImmichError
from tests.fakes.immich.records import ApiKey, Session, SharedLink, User
from tests.fakes.immich.stamps import made_id
from tests.fakes.immich.world import World

COOKIE = "immich_access_token"
LINK_COOKIE = "immich_shared_link_token"


@dataclass(frozen=True, slots=True)
class Caller:
    """
    Who is asking, and by what; a link asks for its owner.
    """

    user: User
    session: Session | None = None
    key: ApiKey | None = None
    link: SharedLink | None = None

    def is_elevated(self, world: World) -> bool:
        """
        Whether the locked folder is open to this session just now.
        """
        until = None if self.session is None else self.session.elevated_until
        return until is not None and until > world.stamps.now()

    def may(self, permission: str) -> bool:
        """
        Whether an API key, if it is one, has a permission.
        """
        granted = {"all"} if self.key is None else set(self.key.permissions)
        return bool(granted & {"all", permission})


def add_user(
    world: World,
    email: str,
    password: str,
    name: str = "",
    *,
    is_admin: bool = False,
    user_id: str | None = None,
) -> User:
    """
    Make a user, whose id follows from the address unless it is given.
    """
    now = world.stamps.now()
    user_id = made_id("user", email) if user_id is None else user_id
    user = User(user_id, email, password, name or email.partition("@")[0], is_admin, now, now)
    world.users[user.user_id] = user
    user.seq = world.changed()
    return user


def by_email(world: World, email: str) -> User:
    """
    Give a user by the address, or by what stands before its `@`.
    """
    for user in world.users.values():
        if email in (user.email, user.email.partition("@")[0]):
            return user
    raise LookupError(email)


def open_session(
    world: World, user: User, *, parent: Session | None = None, seconds: int | None = None
) -> Session:
    """
    Open a session, which may be the child of another and end by itself.
    """
    now = world.stamps.now()
    session = Session(
        session_id=world.stamps.new_id("session"),
        user_id=user.user_id,
        token=world.stamps.secret("token"),
        created_at=now,
        updated_at=now,
        parent=None if parent is None else parent.token,
        expires_at=None if seconds is None else world.in_time(seconds),
    )
    world.sessions[session.token] = session
    return session


def login(world: World, email: str, password: str) -> Session:
    """
    Open a session for who knows the password.
    """
    for user in world.users.values():
        if (user.email, user.password) == (email, password):
            return open_session(world, user)
    raise ImmichError(HTTPStatus.UNAUTHORIZED, "Incorrect email or password")


def close_session(world: World, token: str) -> None:
    """
    End a session and those that were opened from it.
    """
    session = world.sessions.pop(token)
    for other in list(world.sessions.values()):
        if other.parent == token:
            close_session(world, other.token)
    world.tell(session.user_id, "on_session_delete", session.session_id)


def issue_key(
    world: World, user: User, permissions: Sequence[str] = ("all",), name: str = "API Key"
) -> ApiKey:
    """
    Make an API key.
    """
    now = world.stamps.now()
    secret, key_id = world.stamps.secret("key"), world.stamps.new_id("key")
    key = ApiKey(key_id, user.user_id, secret, name, list(permissions), now, now)
    world.keys[secret] = key
    return key


def identify(world: World, connection: HTTPConnection, *, query: bool = True) -> Caller:
    """
    Tell who asks, in Immich's order: a share link, a session, even a stale one, then a key.

    A socket's query is not looked at.
    """
    asked = connection.query_params if query else {}
    headers = connection.headers
    key = headers.get("x-immich-share-key") or asked.get("key")
    slug = headers.get("x-immich-share-slug") or asked.get("slug")
    if key or slug:
        return _by_link(world, key, slug)
    token = session_token(connection, query=query)
    if token is not None:
        return _by_session(world, token)
    secret = headers.get("x-api-key") or asked.get("apiKey")
    if secret is None:
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Authentication required")
    api_key = world.keys.get(secret)
    if api_key is None:
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Invalid API key")
    return Caller(world.users[api_key.user_id], key=api_key)


def session_token(connection: HTTPConnection, *, query: bool = True) -> str | None:
    """
    Give the session's token of a request, from wherever Immich looks for it.
    """
    scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
    places = (
        connection.headers.get("x-immich-user-token"),
        connection.headers.get("x-immich-session-token"),
        connection.query_params.get("sessionKey") if query else None,
        bearer if scheme.lower() == "bearer" else None,
        connection.cookies.get(COOKIE),
    )
    return next((token for token in places if token), None)


def _by_link(world: World, key: str | None, slug: str | None) -> Caller:
    for link in world.links.values():
        is_open = link.expires_at is None or link.expires_at > world.stamps.now()
        if is_open and (link.key == key if key else link.slug == slug):
            return Caller(world.users[link.owner_id], link=link)
    what = "key" if key else "slug"
    raise ImmichError(HTTPStatus.UNAUTHORIZED, f"Invalid share {what}")


def _by_session(world: World, token: str) -> Caller:
    session = world.sessions.get(token)
    now = world.stamps.now()
    if session is None or (session.expires_at is not None and session.expires_at <= now):
        raise ImmichError(HTTPStatus.UNAUTHORIZED, "Invalid user token")
    return Caller(world.users[session.user_id], session=session)
