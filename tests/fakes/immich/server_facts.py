"""
What the stand-in says about itself.
"""

from typing import Any

PUBLIC: dict[str, dict[str, Any]] = {
    "/.well-known/immich": {"api": {"endpoint": "/api"}},
    "/api/server/ping": {"res": "pong"},
    "/api/server/version": {"major": 2, "minor": 7, "patch": 5},
    "/api/server/features": {
        "smartSearch": False,
        "facialRecognition": False,
        "duplicateDetection": False,
        "map": False,
        "reverseGeocoding": False,
        "importFaces": False,
        "sidecar": True,
        "search": True,
        "trash": True,
        "oauth": False,
        "oauthAutoLaunch": False,
        "ocr": False,
        "passwordLogin": True,
        "configFile": False,
        "email": False,
    },
    "/api/server/config": {
        "loginPageMessage": "A stand-in for Immich: demo@twinlens.local, password demo",
        "trashDays": 30,
        "userDeleteDelay": 7,
        "oauthButtonText": "Login with OAuth",
        "isInitialized": True,
        "isOnboarded": True,
        "externalDomain": "",
        "publicUsers": True,
        "mapDarkStyleUrl": "",
        "mapLightStyleUrl": "",
        "maintenanceMode": False,
    },
}

ABOUT: dict[str, Any] = {
    "version": "v2.7.5",
    "versionUrl": "",
    "licensed": False,
    "repository": "stand-in",
    "sourceRef": "v2.7.5",
    "sourceCommit": "",
    "nodejs": "",
    "exiftool": "",
    "ffmpeg": "",
    "libvips": "",
    "imagemagick": "",
}
