"""
What make does with containers, beside a stand-in for the program that speaks to them.
"""

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

DOCKER = """#!/bin/sh
echo "$@" >> "$0.log"
echo "content of $7"
"""


@pytest.fixture(name="folder")
def copied(tmp_path: Path) -> Path:
    """
    Give a folder with what an installation has, in a place with a space in its name.
    """
    folder = tmp_path / "twin lens"
    shutil.copytree(ROOT / "infra/backup", folder / "infra/backup")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / ".env").write_text("SERVICE_TOKEN='p4$word # ` \"'\n")
    for name in ("grouping", "dedup", "gateway"):
        (folder / "services" / name).mkdir(parents=True)
        (folder / "services" / name / "config.yml").write_text(f"log_level: {name}\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/docker").write_text(DOCKER)
    (tmp_path / "bin/docker").chmod(0o755)
    return folder


def made(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """
    Let make do something there.
    """
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/usr/bin/env", "make", "--silent", *words],
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
        text=True,
    )


def test_backup_of_containers_has_databases_and_the_whole_configuration(folder: Path) -> None:
    """
    The files that are mounted as well as `.env`, byte for byte; nothing is installed for it.
    """
    written = Path(made(folder, "backup", "COMPOSE=1", "TO=../all backups").stdout.strip())
    with tarfile.open(folder / written) as archive:
        archive.extractall(folder / "out", filter="data")

    files = {
        str(path.relative_to(folder / "out")): path.read_text()
        for path in (folder / "out").rglob("*")
        if path.is_file()
    }
    services = ("grouping", "dedup", "gateway")
    assert files == {
        **{f"{name}.dump": f"content of --dbname={name}\n" for name in services},
        **{f"config/services/{name}/config.yml": f"log_level: {name}\n" for name in services},
        "config/.env": (folder / ".env").read_text(),
    }
    assert not (folder / ".venv").exists()
    asked = (folder.parent / "bin/docker.log").read_text().splitlines()
    assert asked[0] == "compose exec -T postgres-custom pg_dump --format=custom --dbname=grouping"


def test_doctor_is_told_of_the_file_and_no_shell_reads_it() -> None:
    """
    A shell would carry out what stands in it.
    """
    told = made(ROOT, "--dry-run", "doctor", "UI_URL=https://photos.example").stdout

    assert '--ui "https://photos.example" --env-file .env' in told
    assert ". ./.env" not in told
