"""
How the services come into an environment that has no build tools.
"""

import subprocess
import sys
import venv
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "infra" / "ci" / "link_members.py"
PROJECT = """
[project]
name = "toy"
[project.scripts]
toy = "toy.cli:main"
"""


def test_member_is_found_with_its_command(tmp_path: Path) -> None:
    """
    One with commands, and one without.
    """
    for name, text in (("toy", PROJECT), ("plain", "[project]\nname = 'plain'\n")):
        package = tmp_path / name / "src" / name
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (tmp_path / name / "pyproject.toml").write_text(text)
    (tmp_path / "toy/src/toy/cli.py").write_text("import plain\ndef main(): return 7\n")
    made = tmp_path / "venv"
    venv.create(made, with_pip=False)
    subprocess.run([sys.executable, SCRIPT, made, tmp_path / "toy", tmp_path / "plain"], check=True)

    assert subprocess.run([made / "bin" / "toy"], check=False).returncode == 7
