"""
A look at the whole installation: every part's findings, gathered at once, none waited for long.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from gateway import doctor_facts, doctor_rules
from gateway.doctor_facts import ImmichLook
from gateway.engine_client import EngineClient
from gateway.health_report import Report
from gateway.import_paths import ToLibrary
from gateway.migrate import MIGRATIONS
from gateway.viewer import Viewer
from mediacore.database import Database
from mediacore.errors import TwinlensError
from mediacore.findings import Finding, Level, worst_first
from mediacore.self_check import judge_database
from mediacore.self_facts import database_facts

LOOK_SECONDS = 6.0

Look = Callable[[], Awaitable[Sequence[Finding]]]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Checkup:
    """
    Everything that a look needs.

    :ivar to_library: leads Immich's folders into the library.
    """

    immich: ImmichLook
    engines: Sequence[EngineClient]
    database: Database
    cache_url: str
    to_library: ToLibrary

    async def findings(
        self, report: Report, origin: str = "", viewer: Viewer | None = None
    ) -> list[Finding]:
        """
        Give what was found, the worst first.

        :param report: what the parts said of themselves.
        :param origin: under which people reach the web UI.
        :param viewer: whose credential is looked at.
        """
        looks: dict[str, Look] = {
            doctor_rules.IMMICH: lambda: self._immich(origin),
            doctor_rules.GATEWAY: self._gateway,
        }
        looks |= {engine.name: _asking(engine) for engine in self.engines}
        found = await asyncio.gather(*(_looked(part, look) for part, look in looks.items()))
        told = [finding for several in found for finding in several]
        told += doctor_rules.judge_coverage(report["coverage"])
        if "users" in report["index"]:
            told.append(doctor_rules.judge_index(report["index"]["users"]))
        if viewer is not None:
            told.append(doctor_rules.judge_scopes(viewer.permissions))
        return worst_first(told)

    async def _immich(self, origin: str) -> list[Finding]:
        facts = await self.immich.immich()
        found = list(doctor_rules.judge_immich(facts))
        if facts.has_oauth:
            found.append(doctor_rules.judge_callback(await self.immich.callback(origin)))
        return found

    async def _gateway(self) -> list[Finding]:
        return await asyncio.to_thread(self._own)

    def _own(self) -> list[Finding]:
        facts = database_facts(self.database, MIGRATIONS)
        found = [
            *judge_database(doctor_rules.GATEWAY, facts),
            doctor_rules.judge_cache(doctor_facts.cache_problem(self.cache_url)),
        ]
        if not facts.problem and facts.revision == facts.newest:
            with self.database.read() as session:
                folders = doctor_facts.shared_folders(session, self.to_library)
            found.append(doctor_rules.judge_folders(folders))
        return found


def _asking(engine: EngineClient) -> Look:
    async def ask() -> list[Finding]:
        told = await engine.ask("GET", "/findings", seconds=LOOK_SECONDS)
        return [Finding.told(one) for one in told["findings"]]

    return ask


async def _looked(part: str, look: Look) -> Sequence[Finding]:
    """
    Look at a part; one that cannot be looked at is a finding.
    """
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            return await look()
    except TwinlensError as error:
        problem = error.message
    except TimeoutError:
        problem = f"no answer within {LOOK_SECONDS:.0f} seconds"
    except Exception as error:  # noqa: BLE001 - whatever is wrong is the finding
        log.warning("look_failed", part=part, error=repr(error))
        problem = f"{type(error).__name__}; its log says more"
    if part in {doctor_rules.IMMICH, doctor_rules.GATEWAY}:
        todo = "Look into the gateway's log."
        return [Finding("look-failed", Level.ERROR, f"{part}: {problem}", todo, part)]
    return [doctor_rules.silent(part, problem)]
