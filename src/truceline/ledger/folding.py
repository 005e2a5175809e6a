"""Names as they are compared: case and accents aside, so that "erdogan" finds "Erdoğan"."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` in lower case, without accents, its white space single: the form names are searched in."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("ı", "i").split())
