"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

#: Languages that conflicts are reported in.  Fewer candidates, fewer mistakes: without this list short English texts
#: come out as Latin, Volapük or Maltese.
LANGUAGES = (
    "am", "ar", "az", "be", "bg", "bn", "bs", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi",
    "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "km", "ko", "ku", "ky", "lo", "lt", "lv", "mk", "ms", "my", "ne",
    "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te",
    "th", "tl", "tr", "ug", "uk", "ur", "uz", "vi", "zh",
)  # fmt: skip

#: Letters below which nothing is said; languages without spaces say more in a letter.
MIN_LETTERS = 25
_MIN_DENSE = 8
#: Characters that are looked at.
_SAMPLE = 2000
#: Confidence below which a declared language is believed rather than ours.
_SURE = 0.5

_OTHER_NAMES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "rus": "ru", "ukr": "uk", "ara": "ar",
    "tur": "tr", "aze": "az", "hye": "hy", "arm": "hy", "fas": "fa", "per": "fa", "por": "pt", "ita": "it", "pol": "pl",
    "zho": "zh", "chi": "zh", "heb": "he", "hin": "hi", "urd": "ur", "mya": "my", "bur": "my", "som": "so", "swa": "sw",
    "amh": "am", "pus": "ps", "kat": "ka", "geo": "ka",
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "russian": "ru", "ukrainian": "uk",
    "arabic": "ar", "turkish": "tr", "azerbaijani": "az", "armenian": "hy", "persian": "fa", "portuguese": "pt",
    "italian": "it", "polish": "pl", "chinese": "zh", "hebrew": "he", "hindi": "hi", "urdu": "ur", "burmese": "my",
    "somali": "so",
}  # fmt: skip


def detect_language(text: str) -> tuple[str | None, float]:
    """The language of ``text`` (ISO 639-1) and how sure that is (0 to 1); ``(None, 0.0)`` for a text too short to tell.

    Reads the beginning only.  Names and numbers alone ("Goris, Kapan, Meghri") have no language.
    """
    sample = re.sub(r"https?://\S+|[@#]\w+|\d+", " ", text[:_SAMPLE])
    letters = sum(c.isalpha() for c in sample)
    dense = sum("\u0e00" <= c <= "\u109f" or "\u3040" <= c <= "\uac00" for c in sample)
    if letters < MIN_LETTERS and dense < _MIN_DENSE:
        return None, 0.0
    code, confidence = _identifier().classify(sample)
    return str(code), round(float(confidence), 4)


def language_of(text: str, declared: str | None = None) -> str | None:
    """The language of ``text``; what a page or a table ``declared`` counts only where the text does not tell.

    Declarations are often wrong: content systems write the language of their menus.
    """
    code, confidence = detect_language(text)
    stated = code_of(declared)
    return stated or code if confidence < _SURE else code


def code_of(name: str | None) -> str | None:
    """The ISO 639-1 code of "en-GB", "eng" or "English"; null when it is not known."""
    first = re.split(r"[-_ ,;(]", (name or "").strip().lower(), maxsplit=1)[0]
    return first if first in LANGUAGES else _OTHER_NAMES.get(first)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in LANGUAGES if code in known])
    return identifier
