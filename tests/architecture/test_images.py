"""
What goes into the images, and that CI makes it the same way as everybody else.
"""

import fnmatch
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.architecture import tree
from tests.architecture.deployment import ours
from tests.architecture.test_dependencies import (
    declared,
    declared_for_development,
    extra,
    normalised,
)

IMAGES = {name: tree.ROOT / f"infra/docker/{name}.Dockerfile" for name in ("python", "web")}
WORKFLOWS = sorted((tree.ROOT / ".github/workflows").glob("*.yml"))
PROGRAMS = Path(sys.executable).parent
LOCKS = ("requirements.runtime.lock", "requirements.gateway.lock")
IN_IMAGE = ("mediacore", "grouping", "dedup", "gateway")

_TARGET = re.compile(r"^([a-z][\w-]*):([^#\n]*)", re.MULTILINE)
_PINNED = re.compile(r"[\w.-]+(?:/[\w.-]+)+@v\d+\.\d+\.\d+")


def instructions(path: Path) -> list[tuple[str, str]]:
    """
    Give the instructions of a Dockerfile, each with what it is told.
    """
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [
        (word, " ".join(rest.split())) for word, _, rest in (one.partition(" ") for one in lines)
    ]


def told(path: Path, instruction: str) -> list[str]:
    """
    Give what all instructions of a kind are told.
    """
    return [rest for word, rest in instructions(path) if word == instruction]


def from_here(path: Path) -> Iterator[tuple[str, str]]:
    """
    Give what an image copies from the repository, and where in the working folder it is then.
    """
    for rest in told(path, "COPY"):
        words = rest.split()
        *sources, target = [word for word in words if not word.startswith("--")]
        if not any(word.startswith("--from") for word in words):
            for source in sources:
                name = Path(source).name if target.endswith("/") else ""
                yield source, str(Path(target.lstrip("/")) / name)


def targets() -> dict[str, list[str]]:
    """
    Give the targets of the Makefile with those that they need.
    """
    text = (tree.ROOT / "Makefile").read_text(encoding="utf-8")
    return {name: needs.split() for name, needs in _TARGET.findall(text)}


def steps() -> list[dict[str, Any]]:
    """
    Give all steps of all workflows.
    """
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS]
    return [step for one in read for job in one["jobs"].values() for step in job["steps"]]


def made_by_ci() -> set[str]:
    """
    Give the targets that CI makes, those that others need included.
    """
    made: set[str] = set()
    wanted = {step["run"].removeprefix("make ") for step in steps() if "run" in step}
    while wanted:
        made |= wanted
        wanted = {need for name in wanted for need in targets().get(name, ())} - made
    return made


def is_left_out(path: str) -> bool:
    """
    Tell whether .dockerignore keeps a path of the repository from the build; the last rule counts.
    """
    left_out = False
    for rule in (tree.ROOT / ".dockerignore").read_text(encoding="utf-8").split():
        pattern = rule.removeprefix("!")
        if any(matches(part, pattern) for part in [path, *map(str, Path(path).parents)]):
            left_out = not rule.startswith("!")
    return left_out


def matches(path: str, pattern: str) -> bool:
    """
    Tell whether a path is what a rule is about; `**/` stands for any folder, or none.
    """
    anywhere = pattern.startswith("**/") and fnmatch.fnmatch(f"/{path}", f"*{pattern[2:]}")
    return anywhere or fnmatch.fnmatch(path, pattern)


@pytest.mark.parametrize("name", IMAGES)
def test_dockerfile_is_well_written(name: str) -> None:
    """
    The linter of Dockerfiles finds nothing to say.
    """
    done = subprocess.run(
        [PROGRAMS / "hadolint", IMAGES[name]], check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", IMAGES)
def test_image_is_made_by_what_ci_makes(name: str) -> None:
    """
    Every command of a build is a target of the Makefile, in which everything is pinned.
    """
    commands = told(IMAGES[name], "RUN")

    assert commands
    for command in commands:
        assert command.removeprefix("make ") in made_by_ci() & set(targets()), command


def copied_folder(source: Path, target: Path) -> None:
    """
    Copy what make looks at of a folder.
    """
    names = ("pyproject.toml", "package.json", "package-lock.json")
    target.mkdir(parents=True)
    for path in (source / name for name in names):
        if path.exists():
            shutil.copy(path, target)


@pytest.mark.parametrize("name", IMAGES)
def test_image_has_what_its_build_needs(name: str, tmp_path: Path) -> None:
    """
    Everything that is copied is there and let in, and make asks for nothing more.
    """
    for source, target in from_here(IMAGES[name]):
        assert not is_left_out(source), source
        (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copy if (tree.ROOT / source).is_file() else copied_folder
        copy(tree.ROOT / source, tmp_path / target)
    for command in told(IMAGES[name], "RUN"):
        done = subprocess.run(
            ["/usr/bin/env", *command.split(), "--dry-run"],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
        )
        scripts = re.findall(r"infra/ci/\w+\.py", done.stdout)
        assert done.returncode == 0, done.stderr
        assert [script for script in scripts if not (tmp_path / script).exists()] == []


@pytest.mark.parametrize("name", IMAGES)
def test_image_is_small_and_not_roots(name: str) -> None:
    """
    What builds stays behind, and what runs is nobody in particular.
    """
    below = beneath(IMAGES[name])
    built = [stage for stage in below if stage.startswith("build")]

    assert built
    assert [stage for stage in below if re.search("slim|alpine", below[stage])] == [
        stage for stage in below if stage not in built
    ]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", told(IMAGES[name], "USER")[-1])
    assert all(re.search(r":[\w${}.-]*(?:VERSION|\d)", image) for image in below.values())


def beneath(path: Path) -> dict[str, str]:
    """
    Give of each stage the image that it stands on in the end.
    """
    found: dict[str, str] = {}
    for rest in told(path, "FROM"):
        image, _, stage = rest.removeprefix("--platform=$BUILDPLATFORM ").partition(" AS ")
        found[stage] = found.get(image, image)
    return found


def test_compose_builds_these() -> None:
    """
    Where no published image is named; CI builds the same.
    """
    built = {
        (one["build"]["dockerfile"], one["build"].get("target", ""))
        for one in ours().values()
        if "build" in one
    }
    text = (tree.ROOT / ".github/workflows/images.yml").read_text(encoding="utf-8")
    matrix = yaml.safe_load(text)["jobs"]["image"]["strategy"]["matrix"]["include"]

    assert {tree.ROOT / path for path, _ in built} == set(IMAGES.values())
    assert {(f"infra/docker/{one['file']}.Dockerfile", one["target"]) for one in matrix} == built
    assert [
        target for path, target in built if target not in {"", *beneath(tree.ROOT / path)}
    ] == []


def pins(lock: str) -> dict[str, str]:
    """
    Give what a lock pins: each requirement with its hashes.
    """
    text = (tree.ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "")
    return {
        one.split()[0] + one.partition(";")[2].partition("--")[0]: one for one in text.splitlines()
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_what_runs_is_a_part_of_what_is_tested(lock: str) -> None:
    """
    Same versions, same hashes, and no addresses.
    """
    whole, runs = pins("requirements.lock"), pins(lock)

    assert "://" not in "".join(runs.values())

    assert {key: one for key, one in runs.items() if key not in whole} == {}
    hashes = {key: set(re.findall(r"sha256:\w+", one)) for key, one in whole.items()}
    for key, one in runs.items():
        assert set(re.findall(r"sha256:\w+", one)) == hashes[key]


def test_gateway_finds_everything_it_needs_and_nothing_for_pictures() -> None:
    """
    What is reached from outside decodes nothing.
    """
    pinned = {normalised(key) for key in pins("requirements.gateway.lock")}
    media = frozenset(map(normalised, extra("mediacore", "media")))

    wanted = (declared("mediacore") | declared("gateway")) - media - {"mediacore"}
    assert tree.listed(wanted - pinned) == ""
    assert tree.listed((media | declared("dedup") - wanted - {"mediacore"}) & pinned) == ""


def test_services_find_everything_they_need_and_no_tools() -> None:
    """
    Of what is declared for development, and by the local mode alone, nothing.
    """
    pinned = {normalised(key) for key in pins("requirements.runtime.lock")}
    wanted = frozenset().union(*(declared(package) for package in IN_IMAGE)) - set(IN_IMAGE)
    spare = (declared_for_development() | declared("localstack")) - wanted

    assert tree.listed(wanted - pinned) == ""
    assert tree.listed((spare - {"httpx"}) & pinned) == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_is_as_its_schema_says(path: Path) -> None:
    """
    What GitHub would refuse is noticed here.
    """
    done = subprocess.run(
        [PROGRAMS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", path],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout


def test_ci_calls_nothing_but_make() -> None:
    """
    With targets that exist, and actions pinned to a version.
    """
    runs = [step["run"] for step in steps() if "run" in step]

    assert [run for run in runs if run.removeprefix("make ") not in targets()] == []
    assert [
        step for step in steps() if "uses" in step and not _PINNED.fullmatch(step["uses"])
    ] == []


def test_ci_tests_everything_and_both_versions_of_immich() -> None:
    """
    On every change; the images are for both architectures.
    """
    texts = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}

    assert {"test", "test-immich", "runtime", "web"} <= made_by_ci()
    assert "[v2.7.5, v3.1.0]" in texts["immich"]
    assert "linux/amd64,linux/arm64" in texts["images"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/api.md", True),
        ("Makefile", False),
        ("libs/mediacore", False),
        ("libs/mediacore/src/mediacore/__pycache__", True),
        ("services/web/node_modules/vite", True),
        ("services/web/src/app", False),
        ("services/web/dist", True),
        (".env", True),
    ],
)
def test_build_gets_only_what_it_needs(path: str, *, expected: bool) -> None:
    """
    Above all no secrets.
    """
    assert is_left_out(path) is expected
