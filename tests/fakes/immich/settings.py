"""
What kind of Immich the stand-in is.
"""

from dataclasses import dataclass
from pathlib import Path

V2 = (2, 7, 5)
V3 = (3, 1, 0)


@dataclass(slots=True)
class Settings:
    """
    The switches of a stand-in; `PUT /system-config` turns some of them while it runs.

    :ivar version: 2.7.5 or 3.1.0, whose shapes and texts it then speaks.
    :ivar writable: whether deleting for good and sidecars reach the disk; otherwise external
        libraries are as on a read-only mount, and nobody's file is ever touched.
    :ivar uploads: where uploaded files go, `None` for a temporary folder.
    :ivar storage_template: whether uploads are moved to `library/<user>/<year>/<date>/<name>`.
    """

    version: tuple[int, int, int] = V2
    trash: bool = True
    smart_search: bool = True
    storage_template: bool = False
    oauth: bool = False
    writable: bool = False
    uploads: Path | None = None

    @property
    def v3(self) -> bool:
        """
        Whether it speaks as version 3 does.
        """
        return self.version >= (3, 0, 0)

    @property
    def version_text(self) -> str:
        """
        The version, as `2.7.5`.
        """
        return ".".join(map(str, self.version))
