"""
Make packages of this repository importable in a virtual environment, and give it their commands.

It needs no build tools, so that an image has none. `link_members.py VENV MEMBER…`
"""

import sys
import sysconfig
import tomllib
from pathlib import Path

COMMAND = """#!{python}
import sys
from {module} import {name}
sys.exit({name}())
"""

venv = Path(sys.argv[1]).absolute()
members = [Path(member).absolute() for member in sys.argv[2:]]
scheme = {"base": str(venv), "platbase": str(venv)}
packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
(packages / "twinlens.pth").write_text("".join(f"{member / 'src'}\n" for member in members))
for member in members:
    project = tomllib.loads((member / "pyproject.toml").read_text())["project"]
    for command, target in project.get("scripts", {}).items():
        module, _, name = target.partition(":")
        script = venv / "bin" / command
        text = COMMAND.format(python=venv / "bin" / "python", module=module, name=name)
        script.write_text(text)
        script.chmod(0o755)
