"""
Secrets the local mode makes once and keeps in its data folder.
"""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

SECRET_BYTES: Final = 32


def kept_secret(path: Path) -> str:
    """
    The secret kept in a file that only its owner may read; made at the first call.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with os.fdopen(handle, "w") as file:
        file.write(secret + "\n")
    return secret


def derived_secret(secret: str, purpose: str) -> str:
    """
    Another secret for one purpose, the same at every call.
    """
    key = hashlib.sha256(secret.encode()).digest()
    return hashlib.blake2b(purpose.encode(), key=key, digest_size=24).hexdigest()
