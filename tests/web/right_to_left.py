"""A made-up catalogue of a language that is written from right to left: each text behind an Arabic word."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from truceline.web import languages

CODE = "ar"


def write_catalogue(folder: Path) -> None:
    """Write it where :func:`~truceline.web.languages.known` looks for languages."""
    with (languages.CATALOGUES / "messages.pot").open("rb") as file:
        template = read_po(file)
    made = Catalog(locale=CODE)
    for message in template:
        if message.pluralizable:
            made.add(message.id, tuple(f"نص {message.id[1]}" for _ in range(made.num_plurals)))
        elif message.id:
            made.add(message.id, f"نص {message.id}")
    file_of = folder / CODE / "LC_MESSAGES" / f"{languages.DOMAIN}.mo"
    file_of.parent.mkdir(parents=True)
    with file_of.open("wb") as file:
        write_mo(file, made)
