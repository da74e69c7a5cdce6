"""
The supervisor, with real processes.
"""

import io
import os
import signal
from pathlib import Path

import pytest
from rich.console import Console

from localstack.errors import StartFailedError
from localstack.output import Output
from localstack.spec import ProcessSpec
from localstack.supervisor import Supervisor
from mediacore.process_start import WRONG_SETTINGS

UNTIL_GO = "until test -e go; do sleep 0.01; done"
STAY = "while :; do sleep 0.05; done"


@pytest.fixture
def output(tmp_path: Path) -> Output:
    """
    Logs in the test's folder.
    """
    return Output(tmp_path / "logs", Console(file=io.StringIO()))


def shell(name: str, script: str, folder: Path, **changes: object) -> ProcessSpec:
    """
    A shell script in the test's folder.
    """
    return ProcessSpec(name, ("sh", "-c", script), cwd=folder, **changes)  # type: ignore[arg-type]  # any field


def noting(name: str, folder: Path, **changes: object) -> ProcessSpec:
    """
    A process that is ready when its file is there, and notes its end in a diary.
    """
    script = f"trap 'echo {name} >> diary; exit 0' TERM; touch {name}; {STAY}"
    return shell(name, script, folder, ready=(folder / name).exists, **changes)


def test_waves_start_in_order_and_stop_in_reverse(tmp_path: Path, output: Output) -> None:
    """
    Workers are drained before anything else stops.
    """
    order: list[str] = []
    waves = (
        (noting("server", tmp_path, when_ready=lambda: order.append("server")),),
        (shell("migration", "test -e server && touch migrated", tmp_path, once=True),),
        (
            noting("worker", tmp_path, drain=True),
            noting("api", tmp_path, when_ready=lambda: order.append("api")),
        ),
        (noting("door", tmp_path),),
    )
    supervisor = Supervisor(waves, output)

    supervisor.run(started=supervisor.request_stop)

    assert order == ["server", "api"]
    assert (tmp_path / "migrated").exists()
    assert (tmp_path / "diary").read_text().split() == ["worker", "door", "api", "server"]
    assert supervisor.pids() == {}


def test_what_dies_is_started_again(tmp_path: Path, output: Output) -> None:
    """
    A killed process comes back under another id, its successors undisturbed.
    """
    seen: list[int] = []
    supervisor: Supervisor

    def tick() -> None:
        pid = supervisor.pids().get("worker")
        if pid is not None and pid not in seen:
            seen.append(pid)
            if len(seen) == 3:
                supervisor.request_stop()
            else:
                os.kill(pid, signal.SIGKILL)

    waves = ((shell("worker", STAY, tmp_path),),)
    supervisor = Supervisor(waves, output, first_backoff=0.2, each_round=tick)

    supervisor.run()

    assert len(seen) == 3


def test_a_process_that_is_not_to_be_restarted_stays_dead(tmp_path: Path, output: Output) -> None:
    """
    Its end is logged and the rest goes on.
    """
    supervisor: Supervisor

    def tick() -> None:
        if "brief" not in supervisor.pids():
            supervisor.request_stop()

    waves = ((shell("brief", UNTIL_GO, tmp_path, restart=False), noting("other", tmp_path)),)
    supervisor = Supervisor(waves, output, each_round=tick)

    supervisor.run(started=(tmp_path / "go").touch)

    assert (tmp_path / "diary").read_text().split() == ["other"]


def test_waiting_between_restarts_starts_over_after_a_steady_run(
    tmp_path: Path, output: Output
) -> None:
    """
    A process that ran well for long is not punished for early trouble.
    """
    supervisor: Supervisor

    def tick() -> None:
        if (tmp_path / "count").read_text().count("x") >= 3:
            supervisor.request_stop()

    (tmp_path / "count").touch()
    waves = ((shell("worker", f"{UNTIL_GO}; echo x >> count", tmp_path),),)
    supervisor = Supervisor(waves, output, first_backoff=0.01, steady=0.0, each_round=tick)

    supervisor.run(started=(tmp_path / "go").touch)

    assert supervisor.stopping


def test_a_slow_starter_is_tried_again(tmp_path: Path, output: Output) -> None:
    """
    A server that still recovers may fail at first.
    """
    script = f"test -e again && touch up && {STAY}; touch again; exit 1"
    waves = ((shell("server", script, tmp_path, ready=(tmp_path / "up").exists),),)
    supervisor = Supervisor(waves, output, first_backoff=0.01)

    supervisor.run(started=supervisor.request_stop)

    assert (tmp_path / "up").exists()


def test_a_failed_migration_stops_everything(tmp_path: Path, output: Output) -> None:
    """
    What was started is stopped again, and the error names the process.
    """
    waves = (
        (noting("server", tmp_path),),
        (shell("migration", "exit 4", tmp_path, once=True, restart=False),),
    )

    with pytest.raises(StartFailedError, match="migration did not start"):
        Supervisor(waves, output).run()

    assert (tmp_path / "diary").read_text().split() == ["server"]


def test_settings_that_cannot_be_used_are_not_tried_again(tmp_path: Path, output: Output) -> None:
    """
    Only a person can help, so the start ends at once.
    """
    script = f"echo x >> tries; exit {WRONG_SETTINGS}"
    waves = ((shell("door", script, tmp_path, ready=lambda: False),),)

    with pytest.raises(StartFailedError, match="door did not start"):
        Supervisor(waves, output, first_backoff=0.01).run()

    assert (tmp_path / "tries").read_text() == "x\n"


def test_a_person_hears_what_is_waited_for(tmp_path: Path, output: Output) -> None:
    """
    Each wave is named, an empty one is not, and the end is.
    """
    heard: list[str] = []
    waves = ((), (shell("one", STAY, tmp_path), shell("two", STAY, tmp_path)))
    supervisor = Supervisor(waves, output, tell=heard.append)

    supervisor.run(started=supervisor.request_stop)

    assert heard == ["Starting one, two", "Stopping"]


def test_ctrl_c_during_the_start_stops_at_once(tmp_path: Path, output: Output) -> None:
    """
    Later waves are never started.
    """
    started: list[str] = []
    supervisor: Supervisor

    def interrupted() -> bool:
        supervisor.request_stop()
        return False

    waves = (
        (shell("first", STAY, tmp_path, ready=interrupted, once=False),),
        (shell("second", "touch second", tmp_path),),
    )
    supervisor = Supervisor(waves, output)

    supervisor.run(started=lambda: started.append("x"))

    assert started == []
    assert not (tmp_path / "second").exists()


def test_a_second_ctrl_c_kills(tmp_path: Path, output: Output) -> None:
    """
    A process that will not stop is not waited for.
    """
    script = f"trap '' TERM; touch up; {STAY}"
    spec = shell("stubborn", script, tmp_path, ready=(tmp_path / "up").exists, stop_timeout=60)
    supervisor = Supervisor(((spec,),), output)

    def twice() -> None:
        supervisor.request_stop()
        supervisor.request_stop()

    supervisor.run(started=twice)

    assert supervisor.pids() == {}


def test_output_goes_to_the_log_of_its_process(tmp_path: Path, output: Output) -> None:
    """
    Last words included.
    """
    spec = shell("talker", "echo first; echo last >&2", tmp_path, once=True)
    supervisor = Supervisor(((spec,),), output)

    supervisor.run(started=supervisor.request_stop)

    assert output.log_path("talker").read_text().splitlines() == ["first", "last"]
