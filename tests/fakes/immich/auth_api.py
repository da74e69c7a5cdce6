"""
Signing in and out, the PIN of the locked folder, and OAuth.
"""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import Request, Response
from starlette.responses import RedirectResponse

from tests.fakes.immich.accounts import (
    COOKIE,
    by_email,
    close_session,
    login,
    open_session,
)
from tests.fakes.immich.answers import ImmichJson
from tests.fakes.immich.errors import ImmichError, bad_request
from tests.fakes.immich.records import Session
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.stamps import moment
from tests.fakes.immich.world import World

COOKIES = (COOKIE, "immich_auth_type", "immich_is_authenticated")
OAUTH_COOKIES = ("immich_oauth_state", "immich_oauth_code_verifier")
FOUR_HUNDRED_DAYS = 34_560_000
LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT"
ELEVATED = timedelta(minutes=15)
IDENTITY_PROVIDER = "/stand-in/oauth"
EMAIL_PATTERN = "/^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9.-]+$/"

routes = Routes()


def login_body(world: World, session: Session) -> dict[str, Any]:
    """
    Give the answer to a sign-in.
    """
    user = world.users[session.user_id]
    return {
        "accessToken": session.token,
        "userId": user.user_id,
        "userEmail": user.email,
        "name": user.name,
        "isAdmin": user.is_admin,
        "profileImagePath": "",
        "shouldChangePassword": False,
        "isOnboarded": True,
    }


def _signed_in(call: Call, session: Session, kind: str) -> Response:
    answer = ImmichJson(login_body(call.world, session), HTTPStatus.CREATED)
    for name, value in zip(COOKIES, (session.token, kind, "true"), strict=True):
        answer.set_cookie(
            name,
            value,
            max_age=FOUR_HUNDRED_DAYS,
            expires=call.world.in_time(FOUR_HUNDRED_DAYS),
            path="/",
            secure=call.request.headers.get("x-forwarded-proto") == "https",
            httponly=name != COOKIES[2],
            samesite="lax",
        )
    return answer


@routes.on("POST", "/auth/login", access=Access.PUBLIC)
def sign_in(call: Call) -> Response:
    """
    Open a session and set Immich's three cookies.
    """
    fields = call.fields()
    email = call.body.get("email")
    if not isinstance(email, str) or "@" not in email:
        shown = {"origin": "string", "format": "email", "pattern": EMAIL_PATTERN}
        text = "email must be an email"
        fields.wrong([text], "invalid_format", "Invalid email address", path=["email"], **shown)
    fields.text("password", required=True)
    fields.done()
    session = login(call.world, call.body["email"], call.body["password"])
    return _signed_in(call, session, "password")


@routes.on("POST", "/auth/logout")
def sign_out(call: Call) -> Response:
    """
    End the session, and clear the cookies.
    """
    if call.caller.session is not None:
        close_session(call.world, call.caller.session.token)
    answer = ImmichJson({"successful": True, "redirectUri": "/auth/login?autoLaunch=0"})
    for name in COOKIES:
        answer.set_cookie(name, path="/", expires=LONG_AGO)
    return answer


@routes.on("POST", "/auth/validateToken")
def validate_token(_call: Call) -> Any:
    """
    Tell that the credential is good.
    """
    return {"authStatus": True}


@routes.on("GET", "/auth/status")
def status(call: Call) -> Any:
    """
    Tell what the session may.
    """
    user, session = call.caller.user, call.caller.session
    body: dict[str, Any] = {
        "pinCode": user.pin is not None,
        "password": bool(user.password),
        "isElevated": call.caller.is_elevated(call.world),
    }
    if session is not None and session.expires_at is not None:
        body["expiresAt"] = moment(session.expires_at)
    if session is not None and session.elevated_until is not None:
        body["pinExpiresAt"] = moment(session.elevated_until)
    return body


def _pin(call: Call, name: str) -> str:
    value = call.body.get(name)
    if not isinstance(value, str) or len(value) != 6 or not value.isdigit():
        fields = call.fields()
        fields.wrong([f"{name} must be a 6-digit numeric string"], "invalid_format", "Invalid")
        fields.done()
    return str(value)


@routes.on("POST", "/auth/pin-code", "pinCode.create")
def set_pin(call: Call) -> None:
    """
    Set a PIN where there was none.
    """
    if call.caller.user.pin is not None:
        raise bad_request("User already has a PIN code")
    call.caller.user.pin = _pin(call, "pinCode")


@routes.on("PUT", "/auth/pin-code", "pinCode.update", twin=True)
def change_pin(call: Call) -> None:
    """
    Change the PIN of who knows it, or the password.
    """
    _prove(call, "Wrong PIN code")
    call.caller.user.pin = _pin(call, "newPinCode")


@routes.on("DELETE", "/auth/pin-code", "pinCode.delete")
def forget_pin(call: Call) -> None:
    """
    Remove the PIN of who knows it, or the password.
    """
    _prove(call, "Wrong PIN code")
    call.caller.user.pin = None


def _prove(call: Call, otherwise: str) -> None:
    user = call.caller.user
    given = (call.body.get("pinCode"), call.body.get("password"))
    if user.pin is None or (given[0] != user.pin and given[1] != user.password):
        raise bad_request(otherwise)


@routes.on("POST", "/auth/session/unlock")
def unlock(call: Call) -> None:
    """
    Open the locked folder to this session for a quarter of an hour.
    """
    session = call.caller.session
    if session is None:
        raise bad_request("This endpoint can only be used with a session token")
    _prove(call, "Wrong PIN code")
    session.elevated_until = call.world.stamps.now() + ELEVATED


@routes.on("POST", "/auth/session/lock")
def lock(call: Call) -> None:
    """
    Close the locked folder.
    """
    if call.caller.session is None:
        raise bad_request("This endpoint can only be used with a session token")
    call.caller.session.elevated_until = None


@routes.on("POST", "/oauth/authorize", access=Access.PUBLIC)
def authorize(call: Call) -> Response:
    """
    Tell where to sign in: at a page of ours that asks nothing.
    """
    if not call.world.settings.oauth:
        raise bad_request("OAuth is not enabled")
    state = call.body.get("state") or call.world.stamps.secret("state")
    asked = urlencode({"redirect_uri": call.body["redirectUri"], "state": state})
    base = str(call.request.base_url).rstrip("/")
    answer = ImmichJson({"url": f"{base}{IDENTITY_PROVIDER}?{asked}"}, HTTPStatus.CREATED)
    for name, value in zip(OAUTH_COOKIES, (state, "verifier"), strict=True):
        answer.set_cookie(name, value, path="/", httponly=True, samesite="lax")
    return answer


@routes.on("POST", "/oauth/callback", access=Access.PUBLIC)
def callback(call: Call) -> Response:
    """
    Sign in who comes back; the code is the address.
    """
    if not call.world.settings.oauth:
        raise bad_request("OAuth is not enabled")
    given = parse_qs(urlsplit(call.body.get("url", "")).query)
    state = call.body.get("state") or call.request.cookies.get(OAUTH_COOKIES[0])
    if state is None:
        raise bad_request("OAuth state is missing")
    if given.get("state") != [state]:
        raise ImmichError(HTTPStatus.INTERNAL_SERVER_ERROR, "Failed to finish oauth")
    user = by_email(call.world, given["code"][0])
    answer = _signed_in(call, open_session(call.world, user), "oauth")
    for name in OAUTH_COOKIES:
        answer.set_cookie(name, path="/", expires=LONG_AGO)
    return answer


@routes.on("GET", "/oauth/mobile-redirect", access=Access.PUBLIC)
def mobile_redirect(call: Call) -> Response:
    """
    Send the mobile app's browser back to the app.
    """
    target = f"app.immich:///oauth-callback?{call.request.url.query}"
    return RedirectResponse(target, HTTPStatus.TEMPORARY_REDIRECT)


def identity_provider(request: Request) -> Response:
    """
    Sign the demo user in without asking, or whom `login_hint` names, and send them back.
    """
    asked = request.query_params
    code = asked.get("login_hint", "demo")
    back = urlencode({"code": code, "state": asked["state"]})
    return RedirectResponse(f"{asked['redirect_uri']}?{back}", HTTPStatus.FOUND)
