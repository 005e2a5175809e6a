"""From a claim to the line that tells it."""

from __future__ import annotations

from collections.abc import Hashable

from ..cli import phrasing
from ..ledger.rows import time_of
from ..records import Actor, Claim, Control, Count, Event, Modality, Toll
from ..translation import _, ngettext, number_text
from . import wording
from .briefing import AnyLine, ControlLine, EventLine, SectionKey, Told, TollLine
from .phrases import clean, clean_part, link

_ARTICLES = ("a", "an")

ID_SHOWN = 8
"""How much of an id is shown, where that is enough to tell it from the others."""


def section_of(claim: Claim) -> SectionKey:
    """Under which heading a claim is told."""
    match claim.body:
        case Toll():
            return "tolls"
        case Control():
            return "control"
        case Event(mode="ceasefire"):
            return "ceasefire"
        case Event() as event:
            return "statements" if event.type in wording.STATEMENTS else "events"


def line_of(claim: Claim) -> AnyLine:
    """The line of a claim, told once, by its own report."""
    match claim.body:
        case Toll() as toll:
            return _toll(claim, toll)
        case Control() as control:
            return _control(claim, control)
        case Event() as event:
            return _event(claim, event)


def same_claim(claim: Claim) -> Hashable | None:
    """What two reports must agree in to tell the same: who says it, and all of what is said.

    Null when that cannot be known: an unnamed "official" is not the same man in another paper, and "three killed" of
    an attack without a day or a place is not the same attack.
    """
    if any(source.name is None for source in claim.sources):
        return None
    body = claim.body
    where, when = phrasing.places(body.places), phrasing.interval(time_of(body))
    if not (where or when or (isinstance(body, Toll) and body.scope == "cumulative")):
        return None
    sayer: Hashable = _names(claim.sources) or clean(claim.document.outlet)
    if not sayer:
        return None
    return sayer, claim.kind, claim.modality, where, when, _gist(body)


def series(claim: Claim) -> Hashable | None:
    """What two running totals must share to be earlier and later ones of the same: who counts, and what."""
    body = claim.body
    if not isinstance(body, Toll) or body.scope != "cumulative" or claim.modality != "actual" or not claim.sources:
        return None
    counter = claim.sources[-1].name
    if counter is None:
        return None
    start = body.period.start if body.period else None
    return (counter, body.harm, body.object, body.group, _name(body.side), phrasing.places(body.places), start)


def _gist(body: Event | Toll | Control) -> Hashable:
    match body:
        case Toll():
            numbers = (body.count.best, body.count.low, body.count.high)
            count = body.count.text.casefold() if numbers == (None, None, None) else numbers
            return body.harm, body.object, body.group, _name(body.side), count, body.scope
        case Control():
            return body.action, _name(body.by), _name(body.from_), body.count and body.count.text.casefold()
        case Event():
            return body.type, body.mode, _names(body.actors), _names(body.recipients), body.condition


def _toll(claim: Claim, toll: Toll) -> TollLine:
    bounds = phrasing.bounds(toll.count)
    count = _figure(toll.count)
    said_in_digits = any(c.isdigit() for c in count)
    return TollLine(
        chain=_chain(claim),
        mark=_mark(claim),
        first="",
        told=(_told(claim),),
        harm=wording.HARMS[toll.harm],
        lost=toll.object,
        group=_(clean((toll.group or "").replace("_", " "))),
        side=_name(toll.side),
        count=count,
        bounds="" if said_in_digits or bounds == _("not known") else bounds,
        best=toll.count.best,
        low=toll.count.low,
        high=toll.count.high,
        scope=wording.SCOPES[toll.scope],
        period=phrasing.interval(toll.period),
        places=clean(phrasing.places(toll.places)),
        blamed=_several(toll.blamed),
        before="",
    )


def _figure(count: Count) -> str:
    """The words of a count; where they are but an article, its number."""
    text = clean(count.text)
    return number_text(count.best) if text.casefold() in _ARTICLES and count.best is not None else text


def _control(claim: Claim, control: Control) -> ControlLine:
    count = control.count
    several = f"{_figure(count)} {ngettext('place', 'places', 1 if count.best == 1 else 2)}" if count else ""
    return ControlLine(
        chain=_chain(claim),
        mark=_mark(claim),
        first="",
        told=(_told(claim),),
        action=wording.ACTIONS[control.action],
        by=_name(control.by),
        from_=_name(control.from_),
        what=", ".join(filter(None, (clean(phrasing.places(control.places)), several))),
        when=phrasing.interval(control.time),
        wording=clean(control.wording),
        chosen=_chooser(claim),
    )


def _event(claim: Claim, event: Event) -> EventLine:
    condition = clean(event.condition)
    return EventLine(
        chain=_chain(claim),
        mark=_mark(claim),
        first="",
        told=(_told(claim),),
        kind=_kind(claim, event),
        what=_what(event, claim.modality),
        who=_several(event.actors),
        whom=_several(event.recipients),
        places=clean(phrasing.places(event.places)),
        when=phrasing.interval(event.time),
        condition=condition,
    )


def _kind(claim: Claim, event: Event) -> str:
    if event.mode != "ceasefire":
        return ""
    kinds = wording.CEASEFIRE_KINDS
    if claim.modality == "denied":
        return kinds["DENIED"]
    if event.type in ("AGREE", "RETREAT") and claim.modality != "actual":
        return kinds["OFFER"]
    return kinds[event.type if event.type in kinds else "OTHER"]


def _what(event: Event, modality: Modality) -> str:
    if event.mode == "ceasefire":
        if event.type in ("AGREE", "RETREAT") and modality not in ("actual", "denied"):
            return _("ceasefire")
        known = wording.CEASEFIRE_WORDS
        return known[event.type] if event.type in known else _("ceasefire")
    kind = wording.TYPE_WORDS[event.type]
    if event.mode is None:
        return kind
    mode = wording.MODE_WORDS.get(event.mode) or _(clean(event.mode.replace("_", " ")))
    about = wording.ABOUT.get(event.type)
    if event.type == "REQUEST" and event.mode in wording.CALLED_ABOUT:
        about = _("call about")
    return f"{about} {mode}" if about and mode != kind else mode


def _mark(claim: Claim) -> str:
    if claim.modality == "actual":
        return ""
    return wording.MARKS[claim.modality]


def _chooser(claim: Claim) -> str:
    """Whose word the verb is: of a speaker who is quoted, else of the outlet, which may only report what was said."""
    outlet = clean(claim.document.outlet) or _("the outlet")
    if not claim.sources:
        return outlet
    source = _name(claim.sources[-1])
    if claim.quotation == "direct":
        return source
    return _("%(outlet)s, reporting %(source)s") % {"outlet": outlet, "source": source}


def _told(claim: Claim) -> Told:
    document = claim.document
    sentence = claim.sentence
    start = min(max(claim.span.start - sentence.start, 0), len(sentence.text))
    end = min(max(claim.span.end - sentence.start, start), len(sentence.text))
    voice = (claim.channel, _("direct quotation") if claim.quotation == "direct" else None, _said(claim))
    return Told(
        id=claim.id,
        outlet=clean(phrasing.publisher(document)),
        title=clean(document.title),
        url=link(document.url),
        day=phrasing.interval(document.published),
        before=clean_part(sentence.text[:start]).lstrip(),
        span=clean_part(sentence.text[start:end]),
        after=clean_part(sentence.text[end:]).rstrip(),
        voice=", ".join(clean(part) for part in voice if part),
    )


def _said(claim: Claim) -> str | None:
    when = phrasing.interval(claim.said)
    return _("said %(when)s") % {"when": when} if when else None


def _chain(claim: Claim) -> tuple[str, ...]:
    return tuple(map(_name, claim.sources))


def _name(one: Actor | None) -> str:
    return clean(phrasing.actor(one)) if one else ""


def _names(several: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(map(_name, several))


def _several(several: tuple[Actor, ...]) -> str:
    return ", ".join(_names(several))
