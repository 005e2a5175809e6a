"""Stop with a message that helps when the Python that was found is too old (runs on any Python 3)."""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    sys.exit(
        "Truceline needs Python {}.{} or newer, but {} is Python {}.{}.\n"
        "Name a newer one, for example: make demo PYTHON=python3.12".format(
            *NEEDED, sys.executable, *sys.version_info[:2]
        )
    )
try:
    import ensurepip  # noqa: F401
except ImportError:
    sys.exit(
        "This Python cannot make virtual environments: its 'venv' module is not whole.\n"
        "On Debian or Ubuntu install the package python3-venv, then run the same command again."
    )
