"""The opening of a wire report: where it was filed, when, and by which agency.

    KHARTOUM, April 15 (Reuters) - ...      STEPANAKERT, DECEMBER 12, ARTSAKHPRESS: ...
    GAZA CITY, Gaza Strip (AP) — ...        MOSCOW, September 14. /TASS/. ...

A dateline is told by its form: a place, then a date or an agency or both, then a mark that parts it from the text.
With neither date nor agency the place must be one that the gazetteer knows, and be in capitals, or name its country
too, or (as the press of South Asia prints it) stand before a colon at the very start.  A sentence that begins with a
name ("Hamas - which rules Gaza - said") is none, nor is a speaker's name in a transcript.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from msgspec import Struct

from ..knowledge.gazetteer import gazetteer
from ..knowledge.loader import KNOWLEDGE, load_entries
from ..knowledge.months import PATTERN as MONTH
from ..records import Dateline, Span, Time
from .date_fields import interval
from .text import Paragraph

#: Lines from the top among which a dateline may stand: a headline, a byline and a date come before it.
_FIRST = 8
#: Longest dateline, in characters.
_LONGEST = 140
#: People from which a town is taken for one where a person of that name could stand.
_TOWN = 100_000
#: Years of two figures are of the last century from here on.
_CENTURY = 50

_UPPER = r"[^\W\d_a-zß-ÿ](?:[^\W\d_a-z]|['’`.-])*[^\W\d_a-z.]\.?"
_TITLE = r"[^\W\d_a-zß-ÿ](?:[^\W_]|['’`.-](?=\w))+\.?"
_LINK = r"(?:of|the|and|de|del|la|el|al|du|da|do|upon|sur|am|in|near|outside)"
_MONTH = rf"(?i:{MONTH})"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?"

_CAPS_PLACE = re.compile(rf"(?=[^\s,(:/–—]{{2}}){_UPPER}(?:[ /-]{_UPPER}){{0,5}}(?![\w'’])")
_TITLE_PLACE = re.compile(rf"{_TITLE}(?:[ /-](?:{_LINK}[ ]){{0,2}}{_TITLE}){{0,4}}(?![\w'’])")
_REGION = re.compile(rf",[ ]({_TITLE}(?:[ -](?:{_LINK}[ ]){{0,2}}{_TITLE}){{0,4}})(?![\w'’])")
_DATE = re.compile(
    rf"(?:{_WEEKDAY}\.?,?[ ])?(?:{_MONTH}\.?[ ]?{_NTH}|{_NTH}[ .]?(?:of[ ])?{_MONTH}\b\.?)"
    r"(?:,?[ ]\d{4}\b|[ ]\d{2}(?=[ ]?(?:--|[(\[])))?|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d"
)
_BRACKETED = re.compile(r"\(([^()]{2,60})\)|/([^/]{2,40})/|\[([^\[\]]{2,60})\]")
_AGENCY_NAME = re.compile(r"[A-Z][\w&.'’/ -]{1,38}$")
_SEPARATOR = re.compile(r"[ ]?(?:--|[–—:])[ ]?|[ ]-[ ]?|-[ ]|(?<=[)\]/\w])-(?=[A-Z\"“])|\.[ ]*[–—-]{1,2}[ ]?")
_FULL_STOP = re.compile(r"\.[ ]?")
_TEXT = re.compile(r"[ ]*[\"'“‘«(\[]?[^\W_a-z]")
_SPEAKER = re.compile(r"^[A-Z][A-Z .'’-]{2,40}:", re.MULTILINE)


@dataclass(slots=True)
class _Parts:
    """What has been read of a dateline so far, and where reading stands."""

    at: int
    place: str | None = None
    capitals: bool = False
    region: bool = False
    round: bool = False
    date: str | None = None
    agency: str | None = None
    bracketed: bool = False


class _Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    words: tuple[str, ...]


def find_dateline(text: str, paragraphs: Sequence[Paragraph]) -> Dateline | None:
    """The dateline of ``text``: its span up to and with the mark that ends it, place, date and agency as written.

    The date has a value only where the year is written.  Null when the report has no dateline.
    """
    lines = [line for p in paragraphs[:_FIRST] for line in _lines(text, p)][:_FIRST]
    news = next((p.start for p in paragraphs if p.kind == "news"), -1)
    found: list[Dateline] = []
    for start, end in lines:
        line = text[start : min(end, start + _LONGEST + 60)]
        parts = _parse(line)
        if parts is None or not _is_sure(parts, line, text, first=start == news):
            continue
        stop = len(line[: parts.at].rstrip())
        dateline = Dateline(
            span=Span(start=start, end=start + stop, text=line[:stop]),
            place=parts.place, date=_time(parts.date), agency=parts.agency,
        )  # fmt: skip
        if dateline.date is not None or dateline.agency is not None:
            return dateline
        found.append(dateline)  # a headline may begin with a place and a colon: a fuller one below it is better
    return found[0] if found else None


def _lines(text: str, p: Paragraph) -> list[tuple[int, int]]:
    found, start = [], p.start
    for line in text[p.start : p.end].split("\n"):
        indent = len(line) - len(line.lstrip())
        if line.strip():
            found.append((start + indent, start + len(line.rstrip())))
        start += len(line) + 1
    return found


def _parse(line: str) -> _Parts | None:
    """Read a dateline from the start of ``line``; null when it does not have the form of one."""
    parts = _Parts(0)
    _read_date(line, parts)
    if not _read_round_place(line, parts):
        after_date = parts.at
        if gap := re.compile(r",?[ ]").match(line, parts.at):
            parts.at = gap.end()
        _read_place(line, parts)
        if parts.place is None:
            parts.at = after_date
    while _read_part(line, parts):
        pass
    if parts.place is None and parts.agency is None:
        return None
    return parts if parts.at <= _LONGEST and _read_end(line, parts) else None


def _read_date(line: str, parts: _Parts) -> bool:
    m = _DATE.match(line, parts.at)
    if m and parts.date is None:
        parts.date, parts.at = m.group(), m.end()
        return True
    return False


def _read_round_place(line: str, parts: _Parts) -> bool:
    """ "(Beirut, October 3, 2023) – ", as human rights organisations write."""
    m = re.compile(r"\(([^()]{3,80})\)(?=[ ]?[–—-])").match(line)
    inner = _Parts(0)
    if not m or parts.date:
        return False
    content = m.group(1)
    _read_place(content, inner)
    if comma := re.compile(r",[ ]").match(content, inner.at):
        inner.at = comma.end()
        _read_date(content, inner)
    if inner.place is None or inner.at != len(content) or content in _words("agencies"):
        return False
    parts.place, parts.date, parts.round, parts.at = inner.place, inner.date, True, m.end()
    return True


def _read_place(line: str, parts: _Parts) -> None:
    m = _CAPS_PLACE.match(line, parts.at)
    capitals = m is not None and len(re.sub(r"\W", "", m.group())) >= 3
    if m is None or not capitals:
        m = _TITLE_PLACE.match(line, parts.at)
    if m is None or not _may_be_place(m.group()):
        return
    parts.capitals, at = capitals, m.end()
    if (land := re.compile(r"[ ]\(([^()]+)\)(?=,[ ])").match(line, at)) and _DATE.match(line, land.end() + 2):
        parts.region, at = True, land.end()
    while (region := _REGION.match(line, at)) and not _DATE.match(line, at + 2) and not _is_agency(region.group(1)):
        if not _may_be_place(region.group(1)) or (region.group(1).isupper() and _ends_bare(line, region.end())):
            break
        parts.region, at = True, region.end()
    parts.place, parts.at = line[m.start() : at], at


def _may_be_place(name: str) -> bool:
    low = name.lower().rstrip(".")
    first = re.split(r"[ /]", low, maxsplit=1)[0]
    if low.startswith("the hague") or name.upper() in _words("seats"):
        return True
    return low not in _words("labels") and first.rstrip(".") not in _words("openers") and not _DATE.match(name)


def _ends_bare(line: str, at: int) -> bool:
    """Whether what follows makes an unknown word in capitals an agency: "BAKU, OCTOBER 3, QAFQAZINFO:"."""
    return re.compile(r":|\.[ ]").match(line, at) is not None and _DATE.search(line[:at]) is not None


def _read_part(line: str, parts: _Parts) -> bool:
    """One date or agency, with the comma or space before it."""
    gap = re.compile(r"[ ]?,[ ]?|\.[ ](?=/)|[ ]|(?<=[)\]/])").match(line, parts.at)
    if gap is None and parts.at > 0:
        return False
    before, parts.at = parts.at, gap.end() if gap else 0
    if parts.date is None and _read_date(line, parts):
        return True
    if parts.agency is None and (_read_bracketed(line, parts) or _read_bare(line, parts)):
        return True
    parts.at = before
    return False


def _read_bracketed(line: str, parts: _Parts) -> bool:
    m = _BRACKETED.match(line, parts.at)
    if m is None:
        return False
    inner = next(g for g in m.groups() if g).strip()
    if parts.date is None and (date := _DATE.fullmatch(inner)):
        parts.date, parts.at = date.group(), m.end()
        return True
    if not _AGENCY_NAME.match(inner) or len(inner.split()) > 5:
        return False
    parts.agency, parts.bracketed, parts.at = inner, True, m.end()
    return True


def _read_bare(line: str, parts: _Parts) -> bool:
    if parts.place is None:
        return False
    known = next((a for a in _longest_first() if line.startswith(a, parts.at)), None)
    if known and not re.compile(r"\w").match(line, parts.at + len(known)):
        parts.agency, parts.at = known, parts.at + len(known)
        return True
    m = re.compile(rf"{_UPPER}(?=:|\.[ ]|[ ]?[–—-])").match(line, parts.at)
    if m and parts.date is not None and len(m.group()) > 3:
        parts.agency = m.group().rstrip(".")
        parts.at += len(parts.agency)
        return True
    return False


def _read_end(line: str, parts: _Parts) -> bool:
    """The mark after a dateline, and that text begins behind it."""
    if m := _SEPARATOR.match(line, parts.at):
        parts.at = m.end()
        return _TEXT.match(line, parts.at) is not None or parts.at >= len(line)
    wrapped = parts.agency is not None and (parts.bracketed or _is_agency(parts.agency))
    if wrapped and (m := _FULL_STOP.match(line, parts.at)) and (parts.date or "/" in line[: parts.at]):
        parts.at = m.end()
        return True
    if parts.at >= len(line):  # on a line of its own
        if parts.agency is None:
            return parts.capitals and re.search(r"\d{4}", parts.date or "") is not None
        return parts.date is not None or parts.bracketed
    # "KABUL (AFP) The ..." and "Baku, October 14, AZERTAC The ...": only an agency that is known parts without a mark.
    return wrapped and parts.agency is not None and _is_agency(parts.agency) and _TEXT.match(line, parts.at) is not None


def _is_sure(parts: _Parts, line: str, text: str, first: bool) -> bool:
    """Whether the parts are enough to believe it; see the module's words."""
    mark = line[: parts.at].rstrip()[-1:]
    rest = line[parts.at :].lstrip()
    if parts.agency is not None:
        return _is_agency(parts.agency) or parts.date is not None or parts.capitals or not parts.bracketed or (
            re.search(r"\b(?:News|Press|Agency|Radio|Online|Times|Post|Now|Tribune|Daily|TV|Media)\b", parts.agency)
            is not None
        )  # fmt: skip
    if parts.date is not None or parts.round:
        return parts.place is not None and not (mark == ":" and _is_transcript(text))
    if mark == "." or parts.place is None or not rest:
        return False
    dash = mark != ":"
    sentence = re.split(r"(?<=[.!?])\s", rest, maxsplit=1)[0]
    if dash and re.search(r"[ ](?:--|[-–—])[ ]", sentence):
        return False  # a pair of dashes is an aside
    if _is_transcript(text) or len(parts.place) > 60:
        return False
    if parts.capitals:
        return (parts.region and not parts.place.isupper()) or _is_known(parts.place)
    if dash:
        return parts.region and _is_known(parts.place)
    told = len(rest) > 40 and rest[0] not in "\"'“‘«"
    return first and told and not parts.region and _is_known(parts.place, large=True)


def _is_transcript(text: str) -> bool:
    return len(_SPEAKER.findall(text)) > 1


def _is_known(place: str, large: bool = False) -> bool:
    """Whether the gazetteer has the place; ``large``: whether as a town that is no mere namesake of people.

    A report that opens "Clinton: ..." is a headline about a person, although places are called so too.
    """
    name = re.split(r",|/| and ", place, maxsplit=1)[0].strip()
    if name.upper() in _words("seats"):
        return True
    found = gazetteer().lookup(name)
    if not large:
        return bool(found)
    return any(c.overlay or c.feature in ("PPLC", "PPLA") or c.population >= _TOWN for c in found)


def _is_agency(name: str) -> bool:
    return name in _words("agencies") or name.upper() in _words("agencies") or name.title() in _words("agencies")


@cache
def _words(id_: str) -> frozenset[str]:
    found = load_entries(KNOWLEDGE / "dateline_words.yaml", _Words)
    return next(frozenset(entry.words) for entry in found if entry.id == id_)


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_words("agencies"), key=len, reverse=True))


def _time(date: str | None) -> Time | None:
    if date is None:
        return None
    # Two figures for the year, as monitoring services of the last century wrote: "3 JAN 90".
    full = re.sub(r"^(\D*\d+\D+)(\d{2})$", lambda m: f"{m[1]}{19 if int(m[2]) >= _CENTURY else 20}{m[2]}", date)
    days = interval(full) if re.search(r"\d{4}", full) else None
    if days is None:
        return Time(text=date, start=None, end=None)
    return Time(text=date, start=days[0].isoformat(), end=days[1].isoformat())
