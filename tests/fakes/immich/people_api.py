"""
People and their faces.
"""

from http import HTTPStatus
from typing import Any

from fastapi import Response

from tests.fakes.immich import access
from tests.fakes.immich.errors import no_access
from tests.fakes.immich.media import PIXEL
from tests.fakes.immich.records import Person
from tests.fakes.immich.routing import Call, Routes
from tests.fakes.immich.shapes import face_box, person_body
from tests.fakes.immich.world import World

routes = Routes()


def add_person(world: World, owner_id: str, name: str = "") -> Person:
    """
    Make a person without a face.
    """
    now = world.stamps.now()
    person = Person(world.stamps.new_id("person"), owner_id, name, now, now, world.changed())
    world.people[person.person_id] = person
    return person


def add_face(world: World, person: Person, asset_id: str) -> str:
    """
    See a person on an asset, in the middle of it.
    """
    face_id = world.stamps.new_id("face")
    person.faces[asset_id] = face_id
    person.seq = world.changed()
    return face_id


def _mine(call: Call, permission: str) -> Person:
    person = call.world.people.get(call.param("id"))
    if person is None or person.owner_id != call.user_id:
        raise no_access(permission)
    return person


@routes.on("GET", "/people", "person.read")
def list_people(call: Call) -> Any:
    """
    List a user's people.
    """
    people = [one for one in call.world.people.values() if one.owner_id == call.user_id]
    hidden = sum(one.is_hidden for one in people)
    with_hidden = call.query("withHidden") == "true"
    shown = [person_body(one) for one in people if with_hidden or not one.is_hidden]
    return {"people": shown, "hasNextPage": False, "total": len(people), "hidden": hidden}


@routes.on("POST", "/people", "person.create", status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make a person.
    """
    return person_body(add_person(call.world, call.user_id, call.body.get("name", "")))


@routes.on("GET", "/people/{id}", "person.read")
def show(call: Call) -> Any:
    """
    Show a person.
    """
    return person_body(_mine(call, "person.read"))


@routes.on("PUT", "/people/{id}", "person.update", twin=True)
def update(call: Call) -> Any:
    """
    Name or hide a person.
    """
    person = _mine(call, "person.update")
    person.name = call.body.get("name", person.name)
    person.birth_date = call.body.get("birthDate", person.birth_date)
    person.is_hidden = call.body.get("isHidden", person.is_hidden)
    person.is_favorite = call.body.get("isFavorite", person.is_favorite)
    person.updated_at = call.world.stamps.now()
    person.seq = call.world.changed()
    return person_body(person)


@routes.on("DELETE", "/people/{id}", "person.delete")
def delete(call: Call) -> None:
    """
    Forget a person.
    """
    person = _mine(call, "person.delete")
    del call.world.people[person.person_id]
    call.world.bury("PersonDeleteV1", {person.owner_id}, {"personId": person.person_id})


@routes.on("GET", "/people/{id}/statistics", "person.statistics")
def statistics(call: Call) -> Any:
    """
    Count a person's pictures.
    """
    return {"assets": len(_mine(call, "person.read").faces)}


@routes.on("GET", "/people/{id}/thumbnail", "person.read")
def thumbnail(call: Call) -> Response:
    """
    Show a person, as a grey dot.
    """
    _mine(call, "person.read")
    return Response(PIXEL, media_type="image/jpeg")


@routes.on("GET", "/faces", "face.read")
def faces(call: Call) -> Any:
    """
    List the faces on an asset.
    """
    fields = call.query_fields()
    fields.uuid("id")
    fields.done()
    asset = access.seen(call.world, call.caller, call.query("id") or "", "asset.read")
    return [
        face_box(person.faces[asset.asset_id], asset) | {"person": person_body(person)}
        for person in call.world.people.values()
        if asset.asset_id in person.faces
    ]


@routes.on("POST", "/faces", "face.create", status=HTTPStatus.CREATED)
def create_face(call: Call) -> Response:
    """
    See a person on an asset.
    """
    person = call.world.people.get(call.body["personId"])
    if person is None or person.owner_id != call.user_id:
        raise no_access("person.read")
    access.owned(call.world, call.caller, [call.body["assetId"]], "asset.read")
    add_face(call.world, person, call.body["assetId"])
    return Response(status_code=HTTPStatus.CREATED)
