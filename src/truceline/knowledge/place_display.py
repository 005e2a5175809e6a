"""The name that English reports use for a place of GeoNames: "Spin Boldak" and not "Spīn Bōldak".

Names of countries that do not write in Latin letters lose the marks of their transliteration; ``place_display.yaml``
has the divisions that English knows by another name ("Kherson Oblast", "Aleppo Governorate").
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from .loader import KNOWLEDGE, load_entries
from .place_schema import PlaceNames

_PREFIX = re.compile(
    r"^(?:Municipio(?: de)?|Municipalit[yé] (?:of|de)|Munic[ií]pio d[aeo]|Departamento d[aeo](?:l| la)?|"
    r"Distrito d[aeo]|Provincia d[aeo]|Commune d[eu']|Mairie d[eu']) (?=[A-Z])"
)
_SIGNS = str.maketrans("", "", "ʻʼ‘’`ʹʺʿʾ")
_LETTERS = str.maketrans({"ı": "i", "ə": "a", "Ə": "A", "đ": "d", "Đ": "D", "ħ": "h", "ø": "o"})


@cache
def _names() -> dict[int, str]:
    entries = load_entries(KNOWLEDGE / "place_display.yaml", PlaceNames)
    return {int(number): name for e in entries for number, name in e.names.items()}


@cache
def _transliterated() -> frozenset[str]:
    entries = load_entries(KNOWLEDGE / "place_display.yaml", PlaceNames)
    return frozenset(e.country for e in entries if e.plain)


@lru_cache(maxsize=65536)
def display_name(geonames: int, name: str, country: str | None) -> str:
    """The name to show for the place with the GeoNames id ``geonames`` that GeoNames calls ``name``.

    >>> display_name(1123906, "Spīn Bōldak", "AFG")
    'Spin Boldak'
    """
    known = _names().get(geonames)
    if known is not None:
        return known
    name = _PREFIX.sub("", name)
    return plain_name(name) if country in _transliterated() else name


def plain_name(name: str) -> str:
    """A name without the marks of a transliteration.

    >>> plain_name("Al Ḩasakah"), plain_name("Şa‘dah")
    ('Al Hasakah', 'Sadah')
    """
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.translate(_SIGNS).translate(_LETTERS))
