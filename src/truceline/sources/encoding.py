"""From bytes to text, and from any text to the one form that is stored."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

import ftfy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Declared names that in practice mean something wider: the web has read them so for twenty years (WHATWG Encoding).
_IN_PRACTICE = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030",
}  # fmt: skip

#: Bytes that charset detection looks at; more does not change its answer on news text.
_SAMPLE = 64 * 1024
#: Share of bytes beyond ASCII below which a text is English or nearly so; Polish has 8 %, Turkish 10, Russian 80.
_FEW = 0.06

#: Code pages of other scripts that news is still found in, one byte a letter.
_SCRIPTS = ("cp1251", "koi8_r", "cp1253", "cp1256", "cp1255", "cp866")
_ODD_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")

_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,  # "&lt;b&gt;" in an article about HTML is text; the readers that meet entities undo them
    uncurl_quotes=False,  # quotation marks are evidence, and which kind is how quotations are told from apostrophes
    fix_character_width=False,
    fix_latin_ligatures=True,  # "ﬁghters" out of a PDF must be found as "fighters"
    fix_line_breaks=True,
    normalization="NFC",
)

_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphens, zero-width spaces, byte order marks and direction marks are invisible and break words apart.
# Zero-width (non-)joiners stay: Persian, Urdu and Burmese are misspelt without them.
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text that ``data`` holds.  Never fails: what cannot be decoded becomes U+FFFD.

    Tried in this order: a byte order mark; UTF-8 (text in another encoding is next to never valid UTF-8, so this
    outranks a wrong declaration); the ``declared`` character set; detection; Windows-1252.
    """
    mark, wide = wide_encoding(data)
    if wide is not None:
        return data[mark:].decode(wide, "replace")
    data = data[mark:]
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace")  # cut off in the middle of a character
    return data.decode(legacy_encoding(data, declared), "replace")


def wide_encoding(data: bytes) -> tuple[int, str | None]:
    """The length of the byte order mark that ``data`` begins with, and its encoding if that is UTF-16 or UTF-32."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return len(mark), name if name != "utf-8" else None
    return 0, _utf16_without_mark(data)


def legacy_encoding(data: bytes, declared: str | None = None) -> str:
    """The encoding of ``data``, which is not UTF-8: the declared one, a detected one, or Windows-1252."""
    for codec in (_codec(declared), _detected(data)):
        if codec is not None:
            try:
                data.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
            return codec
    return _mostly(data)


def _mostly(data: bytes) -> str:
    """UTF-8 with some broken bytes, or else Windows-1252."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged * 200 < len(text) and any(ord(c) > 127 and c != "\ufffd" for c in text):
        return "utf-8"
    return "cp1252"


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 that lacks its mark shows as a zero in every second byte, as long as the text is mostly ASCII."""
    head = data[:2000]
    if len(head) < 8 or len(head) % 2 or b"\0" not in head:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > 0.8 * half and head[0::2].count(0) == 0:
        return "utf-16-le"
    if head[0::2].count(0) > 0.8 * half and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


@cache
def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        known = codecs.lookup(name.strip("\"' ")).name
        "".encode(known)  # rot13, hex and the like are codecs, but not of text
    except (LookupError, ValueError, TypeError):
        return None
    return _IN_PRACTICE.get(known, known)


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    if by_names := _by_names(sample):
        return by_names
    # On English text, whose few accents and quotation marks tell it nothing, detection guesses any Latin code page.
    if _high(sample) < _FEW * len(sample):
        return "cp1252"
    best = from_bytes(sample, enable_fallback=False).best()
    return best.encoding if best is not None else None


def _by_names(sample: bytes) -> str | None:
    """The code page of the words in another script that stand in a text which is mostly English; null for any other.

    A few names among many rows are too little for detection.  In the right code page a word has letters of one script
    only, and no capital after a small letter; where two fit, the first of the table is taken.
    """
    words = [word for word in _ODD_WORD.findall(sample) if len(word) > 2]
    foreign = [word for word in words if _high(word) > 0.6 * len(word)]
    if _high(sample) > 0.3 * len(sample) or 2 * len(foreign) <= len(words):
        return None
    fits = {name: sum(_is_word(word.decode(name, "replace")) for word in foreign) for name in _SCRIPTS}
    best = max(_SCRIPTS, key=fits.__getitem__)
    return best if 2 * fits[best] > len(foreign) else None


def _is_word(word: str) -> bool:
    scripts = {unicodedata.name(c, "?").split()[0] for c in word}
    without_case = word.lower() == word.upper()
    return word.isalpha() and len(scripts) == 1 and (without_case or word[1:].islower() or word.isupper())


def _high(data: bytes) -> int:
    return sum(byte > 127 for byte in data)


def clean(text: str) -> str:
    """``text`` in stored form, lines kept: NFC, mojibake undone, newlines ``\\n``, nothing invisible in it.

    Quotation marks, dashes and letters stay as written.  Every kind of space becomes a space; a run of spaces becomes
    one, except at the start of a line, where it tells a paragraph; of blank lines one stays.  Calling it twice changes
    nothing.
    """
    text = text.replace("\x0c", "\n\n").replace("\r\n", "\n").replace("\r", "\n")
    text, before = _BLANK_LINES.sub("\n\n", text), ""
    while text != before:  # what was parted by something invisible may be mojibake once it stands together
        before = _SPACES.sub(" ", ftfy.fix_text(text, _FTFY))
        text = _CONTROL.sub("", _INVISIBLE.sub("", before))
    text = text.replace("\x0b", "\n")
    text = re.sub(r"\u2028|\u2029", "\n", text)
    text = re.sub(r"(?<=\S) {2,}(?=\S)", " ", text)
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))  # a pattern would try each space of a long run


def clean_line(text: str | None, longest: int = 1000) -> str | None:
    """A title, a name or an address on one line, cleaned; null when nothing is left.  Cut at ``longest`` characters."""
    if not text:
        return None
    short = " ".join(text.split())[: 4 * longest]  # before cleaning, which takes its time; it makes nothing shorter
    return " ".join(clean(short).split())[:longest].strip() or None
