"""The program's own texts in the language that somebody asks for: English until another is set.

Texts stand in the sources in English, each in a call of :func:`_` or :func:`ngettext`, or in a table of
:class:`Phrases`; ``make messages`` gathers them in a catalogue.  The language is set for the task at hand alone
(:func:`spoken`), so that two requests beside each other may have two.  What reports say is never translated.

What is worked out once and kept for all languages is a :class:`Phrase`, made by :func:`phrase` or from a table of
:class:`Templates`: English until it is :func:`translated`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar

if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values

    from babel import Locale

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, its texts, and how it writes numbers and days (null: as the program does by itself)."""

    code: str
    texts: NullTranslations
    locale: Locale | None = None

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way it is written."""
        return "rtl" if self.locale is not None and self.locale.text_direction == "rtl" else "ltr"


_MINUTE = 60

ENGLISH = Language("en", NullTranslations())

_language: ContextVar[Language] = ContextVar("language", default=ENGLISH)


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Have all texts of this task in a language."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def language() -> Language:
    """The language that is set."""
    return _language.get()


def _(text: str) -> str:
    """A text, marked here so that it can be found, in the language that is set."""
    return _language.get().texts.gettext(text) if text else ""


def ngettext(one: str, several: str, number: int) -> str:
    """One of two texts, by a number, in the language that is set."""
    return _language.get().texts.ngettext(one, several, number)


def number_text(number: float) -> str:
    """ "2,000" as the language writes it."""
    locale = _language.get().locale
    if locale is None:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale)


def percent_text(share: float) -> str:
    """ "92%" as the language writes it."""
    locale = _language.get().locale
    if locale is None:
        return f"{share:.0%}"
    from babel.numbers import format_percent

    return format_percent(share, locale=locale)


def day_text(iso: str, form: Literal["medium", "full"] = "medium") -> str:
    """An ISO day as the language writes it; English keeps the ISO form, which nobody reads two ways."""
    locale = _language.get().locale
    if locale is None:
        return iso
    from babel.dates import format_date

    return format_date(date.fromisoformat(iso), form, locale)


def moment_text(moment: datetime) -> str:
    """A moment, to the minute and with its offset from UTC left out: callers say that it is in UTC."""
    locale = _language.get().locale
    if locale is None:
        return f"{moment:%Y-%m-%d %H:%M}"
    from babel.dates import format_datetime

    return format_datetime(moment, "short", locale=locale)


def time_left(until: str) -> str:
    """How long it is until a moment (ISO, with its offset): "14 more minutes", each begun one whole; hours from two of
    them on."""
    seconds = max((datetime.fromisoformat(until) - datetime.now(UTC)).total_seconds(), 1)
    minutes = -int(-seconds // _MINUTE)
    hours = -int(-seconds // (60 * _MINUTE))
    if minutes < 120:
        return f"{number_text(minutes)} {ngettext('more minute', 'more minutes', minutes)}"
    return f"{number_text(hours)} {ngettext('more hour', 'more hours', hours)}"


class Phrases(dict[K, str]):
    """A table of texts: what is looked up comes in the language that is set; its keys are for the program."""

    def __getitem__(self, key: K) -> str:
        return _(super().__getitem__(key))

    def get(self, key: K, default: Any = None, /) -> Any:
        """The text of a key, else ``default``."""
        return self[key] if key in self else default  # noqa: SIM401  # looks it up, translated

    def values(self) -> dict_values[K, str]:
        """The texts."""
        return {key: self[key] for key in self}.values()

    def items(self) -> dict_items[K, str]:
        """Keys and texts."""
        return {key: self[key] for key in self}.items()


class Phrase(str):
    """An English text that remembers its template and what was filled in.

    It is that text wherever it is compared, sorted or exported; only :func:`translated` makes another language of it.
    ``values`` are names, words of reports, and phrases again.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, values: Mapping[str, str]) -> Self:
        made = super().__new__(cls, template % values if values else template)
        made.template, made.values = template, values
        return made

    def __getnewargs__(self) -> tuple[str, Mapping[str, str]]:  # type: ignore[override]
        """What a copy is made of."""
        return self.template, self.values


def phrase(template: str, **values: object) -> Phrase:
    """A phrase; its template, marked here so that it can be found, has ``%(name)s`` where a value goes.

    >>> phrase("control of %(place)s", place="Goma")
    'control of Goma'
    """
    return Phrase(template, {name: value if isinstance(value, str) else str(value) for name, value in values.items()})


def word(code: str) -> Phrase:
    """A word of the ontology (a mode, a group, a harm) as it is shown, with spaces for underscores."""
    return Phrase(code.replace("_", " "), {})


def joined(between: str, parts: Iterable[str]) -> str:
    """Texts with ``between`` between each two of them; a phrase where one of them is.

    >>> joined(", ", ("Goma", "Bukavu"))
    'Goma, Bukavu'
    """
    several = list(parts)
    if len(several) == 1:
        return several[0]
    if not any(isinstance(text, Phrase) for text in (between, *several)):
        return between.join(several)
    values = {str(place): text for place, text in enumerate(several)}
    glue = "%(between)s" if isinstance(between, Phrase) else between.replace("%", "%%")
    return Phrase(glue.join(f"%({place})s" for place in values), {**values, "between": between})


def translated(text: str) -> str:
    """A phrase in the language that is set; another text as it is."""
    if not isinstance(text, Phrase):
        return text
    template = _(text.template)
    return template % {name: translated(value) for name, value in text.values.items()} if text.values else template


class Templates(dict[K, str]):
    """A table of templates: each is English, and what :meth:`of` makes of it can be translated."""

    def of(self, key: K, **values: object) -> Phrase:
        """The phrase of a key, with these values."""
        return phrase(self[key], **values)

    def read(self, text: str) -> str:
        """The phrase that was stored as a plain text; the text where it is of none of these templates."""
        for template in self.values():
            pattern = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(template))
            if (found := re.fullmatch(pattern, text, re.DOTALL)) is not None:
                return Phrase(template, found.groupdict())
        return text
