"""
Say plainly when the interpreter is too old, before anything else fails less plainly.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file exists to be run by older ones
    sys.exit(
        f"Twinlens needs Python 3.11 or newer, and this is {sys.version.split()[0]}. "
        "Install one and run: make setup PYTHON=python3.11"
    )
