"""Records in words, for tables and for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import Actor, Claim, Control, Count, Document, Event, Place, Published, Time, Toll
from ..translation import _

if TYPE_CHECKING:
    from ..compare.ceasefire_states import State


def what(claim: Claim) -> str:
    """The gist of a claim in a few words: "killed: 27 persons (civilians)", "REQUEST ceasefire", "captured: Hadrut"."""
    match claim.body:
        case Event(type=type_, mode=mode):
            return f"{type_} {mode}" if mode else type_
        case Toll(harm=harm, object=lost, group=group) as toll:
            whom = group or ("" if lost == "persons" else lost)
            return f"{harm}: {toll.count.text}{f' ({whom})' if whom else ''}"
        case Control(action=action, count=number) as control:
            held = places(control.places) or (number.text if number else "")
            return f"{action}: {held}" if held else action


def who(claim: Claim) -> str:
    """Whom the claim is about: "A → B"; of a toll "of B · blamed: A", of control "by A · from B"."""
    match claim.body:
        case Event() as event:
            first, second = actors(event.actors), actors(event.recipients)
            return f"{first or '?'} → {second}" if second else first
        case Toll(side=side, blamed=blamed):
            return _labelled(("of", (side,) if side else ()), ("blamed:", blamed))
        case Control(by=by, from_=loser):
            return _labelled(("by", (by,) if by else ()), ("from", (loser,) if loser else ()))


def _labelled(*parts: tuple[str, tuple[Actor, ...]]) -> str:
    return " · ".join(f"{label} {actors(several)}" for label, several in parts if several)


def chain(claim: Claim) -> str:
    """The chain of sources, outermost first; empty for the outlet's own voice."""
    return " > ".join(map(actor, claim.sources))


def publisher(document: Document) -> str:
    """The outlet; where it is not known, the site, or the file: what tells the report from others.

    >>> publisher(Document(id="", text="", path="reports.zip!/may/07.txt"))
    '07.txt'
    """
    if document.outlet:
        return document.outlet
    site = document.url.split("/")[2] if document.url and document.url.count("/") > 1 else ""
    file = "standard input" if document.path == "-" else (document.path or "").rpartition("/")[2]
    return site or file or _("(outlet not known)")


def actors(several: tuple[Actor, ...]) -> str:
    """Names, with commas between."""
    return ", ".join(map(actor, several))


def actor(one: Actor) -> str:
    """The canonical name, or the words of the report where there is none."""
    return one.name or one.text


def places(several: tuple[Place, ...]) -> str:
    """Names, with commas between."""
    return ", ".join(place.name or place.text for place in several)


def interval(time: Time | Published | None) -> str:
    """"2020-09-27", "2020-09-27 to 2020-10-13", "since 2020-09-27", or nothing."""
    if time is None or (time.start is None and time.end is None):
        return ""
    if time.start == time.end:
        return time.start or ""
    if time.end is None:
        return _("since %(day)s") % {"day": time.start}
    if time.start is None:
        return _("until %(day)s") % {"day": time.end}
    return _("%(first)s to %(last)s") % {"first": time.start, "last": time.end}


def since(state: State) -> str:
    """ "since 2023-04-24", "since 2025-01-31 or before" where the day itself is not known; empty without one."""
    if state.since is None:
        return ""
    text = _("since %(day)s") if state.exact else _("since %(day)s or before")
    return text % {"day": state.since}


def bounds(count: Count) -> str:
    """"49 or more", "30 to 35", "up to 30", "43"."""
    if count.best is not None and (count.low, count.high) in ((None, None), (count.best, count.best)):
        return str(count.best)
    if count.low is None and count.high is None:
        return _("not known")
    if count.high is None:
        return _("%(number)s or more") % {"number": count.low}
    if count.low is None:
        return _("up to %(number)s") % {"number": count.high}
    return _("%(least)s to %(most)s") % {"least": count.low, "most": count.high}


def partial(year: int | None, month: int | None, day: int | None) -> str:
    """A date of which only the beginning may be known: "2020-10-14", "2020-10", "2020", or nothing."""
    known = [f"{n:02}" for n in (year, month, day) if n is not None]
    return "-".join(known)
