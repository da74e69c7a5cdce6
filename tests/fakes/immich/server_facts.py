"""
What the stand-in says about itself.
"""

from typing import Any

from mediacore.formats import KIND_BY_EXTENSION, NOT_MEDIA, Kind

PICTURES = frozenset(Kind) - NOT_MEDIA - {Kind.VIDEO}
WELL_KNOWN = {"api": {"endpoint": "/api"}}
FEATURES: dict[str, Any] = {
    "smartSearch": True,
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
}
CONFIG: dict[str, Any] = {
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
}
ABOUT: dict[str, Any] = {
    "version": "",
    "versionUrl": "",
    "licensed": False,
    "repository": "stand-in",
    "sourceRef": "",
    "sourceCommit": "",
    "nodejs": "",
    "exiftool": "",
    "ffmpeg": "",
    "libvips": "",
    "imagemagick": "",
}
GIBIBYTE = 1024**3
STORAGE: dict[str, Any] = {
    "diskSize": "100.0 GiB",
    "diskUse": "50.0 GiB",
    "diskAvailable": "50.0 GiB",
    "diskSizeRaw": 100 * GIBIBYTE,
    "diskUseRaw": 50 * GIBIBYTE,
    "diskAvailableRaw": 50 * GIBIBYTE,
    "diskUsagePercentage": 50.0,
}
QUEUES = (
    *("thumbnailGeneration", "metadataExtraction", "videoConversion", "faceDetection"),
    *("facialRecognition", "smartSearch", "duplicateDetection", "backgroundTask"),
    *("storageTemplateMigration", "migration", "search", "sidecar", "library"),
    *("notifications", "backupDatabase", "ocr", "workflow", "integrityCheck", "editor"),
)
QUEUES_V2 = tuple(name for name in QUEUES if name != "integrityCheck")
NO_JOBS = dict.fromkeys(("active", "completed", "failed", "delayed", "waiting", "paused"), 0)
PAGE = "<!doctype html><title>Stand-in</title><p>This is a stand-in for Immich, not Immich.</p>"

MEDIA_TYPES = {
    "video": sorted(f".{one}" for one, kind in KIND_BY_EXTENSION.items() if kind is Kind.VIDEO),
    "image": sorted(f".{one}" for one, kind in KIND_BY_EXTENSION.items() if kind in PICTURES),
    "sidecar": [".xmp"],
}
