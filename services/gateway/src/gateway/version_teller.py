"""
Tells Redis whose read models have changed, whoever changed them.
"""

from gateway.background import in_thread
from gateway.model_versions import ModelVersions
from mediacore.database import Database, raw


class VersionTeller:
    """
    Compares `users.version` with what it told last.
    """

    def __init__(self, database: Database, versions: ModelVersions) -> None:
        self._database = database
        self._versions = versions
        self._told: dict[str, int] = {}

    async def turn(self) -> bool:
        """
        Tell what is new; there is never more right away.
        """
        now = await in_thread(self._read)
        raised = [user_id for user_id, version in now.items() if self._told.get(user_id) != version]
        if raised:
            await self._versions.bump(raised)
        self._told = now
        return False

    def _read(self) -> dict[str, int]:
        with self._database.read() as session:
            rows = raw(session).execute("SELECT user_id::text, version FROM users").fetchall()
        return dict(rows)
