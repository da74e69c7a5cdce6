"""
External libraries, for admins.
"""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from tests.fakes.immich.errors import bad_request
from tests.fakes.immich.library import EXCLUSIONS, add_library, scan
from tests.fakes.immich.records import Library
from tests.fakes.immich.routing import Access, Call, Routes
from tests.fakes.immich.stamps import moment

routes = Routes()


def library_body(call: Call, library: Library) -> dict[str, Any]:
    """
    Give a library.
    """
    assets = call.world.owned(library.owner_id)
    ours = [one for one in assets if one.library_id == library.library_id]
    refreshed = library.refreshed_at
    return {
        "id": library.library_id,
        "ownerId": library.owner_id,
        "name": library.name,
        "createdAt": moment(library.created_at),
        "updatedAt": moment(library.updated_at),
        "refreshedAt": None if refreshed is None else moment(refreshed),
        "assetCount": len(ours),
        "importPaths": library.import_paths,
        "exclusionPatterns": library.exclusion_patterns,
    }


def _library(call: Call) -> Library:
    library = call.world.libraries.get(call.param("id"))
    if library is None:
        raise bad_request("Library not found")
    return library


@routes.on("GET", "/libraries", "library.read", access=Access.ADMIN)
def list_libraries(call: Call) -> Any:
    """
    List all libraries.
    """
    return [library_body(call, library) for library in call.world.libraries.values()]


@routes.on("POST", "/libraries", "library.create", access=Access.ADMIN, status=HTTPStatus.CREATED)
def create(call: Call) -> Any:
    """
    Make a library.
    """
    fields = call.fields()
    fields.uuid("ownerId")
    fields.done()
    owner = call.world.users.get(call.body["ownerId"])
    if owner is None:
        raise bad_request("User not found")
    library = add_library(
        call.world,
        owner,
        call.body.get("importPaths") or [],
        name=call.body.get("name") or "New External Library",
        exclusion_patterns=call.body.get("exclusionPatterns") or EXCLUSIONS,
    )
    return library_body(call, library)


@routes.on("GET", "/libraries/{id}", "library.read", access=Access.ADMIN)
def show(call: Call) -> Any:
    """
    Show a library.
    """
    return library_body(call, _library(call))


@routes.on("PUT", "/libraries/{id}", "library.update", access=Access.ADMIN, twin=True)
def update(call: Call) -> Any:
    """
    Change a library.
    """
    library = _library(call)
    library.name = call.body.get("name", library.name)
    library.import_paths = call.body.get("importPaths", library.import_paths)
    library.exclusion_patterns = call.body.get("exclusionPatterns", library.exclusion_patterns)
    library.updated_at = call.world.stamps.now()
    return library_body(call, library)


@routes.on("DELETE", "/libraries/{id}", "library.delete", access=Access.ADMIN)
def delete(call: Call) -> None:
    """
    Forget a library and its assets; the files stay.
    """
    library = _library(call)
    del call.world.libraries[library.library_id]
    for asset in list(call.world.owned(library.owner_id)):
        if asset.library_id == library.library_id:
            call.world.remove(asset)


@routes.on("POST", "/libraries/{id}/scan", "library.update", access=Access.ADMIN)
def scan_now(call: Call) -> None:
    """
    Look at the folders now.
    """
    scan(call.world, _library(call))


@routes.on("POST", "/libraries/{id}/validate", access=Access.ADMIN)
def validate(call: Call) -> Any:
    """
    Tell whether folders are there.
    """
    results = []
    for path in call.body.get("importPaths") or ():
        is_valid = Path(path).is_dir()
        told = {} if is_valid else {"message": "Path does not exist (ENOENT)"}
        results.append({"importPath": path, "isValid": is_valid, **told})
    return {"importPaths": results}


@routes.on("GET", "/libraries/{id}/statistics", "library.statistics", access=Access.ADMIN)
def statistics(call: Call) -> Any:
    """
    Count a library's assets.
    """
    library = _library(call)
    assets = call.world.owned(library.owner_id)
    ours = [one for one in assets if one.library_id == library.library_id]
    videos = sum(one.is_video for one in ours)
    usage = sum(one.size for one in ours)
    return {"photos": len(ours) - videos, "videos": videos, "usage": usage, "total": len(ours)}
