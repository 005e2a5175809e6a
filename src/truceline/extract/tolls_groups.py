"""The group that a toll's victims belong to, where more than the noun tells it."""

from __future__ import annotations

from .context import Context
from .found import Found, maybe
from .tolls_actors import nominal
from .tolls_line import Line
from .tolls_links import Link
from .tolls_tables import group_of

_STAFF = frozenset({"staff", "staffer", "employee", "worker", "member", "volunteer", "personnel", "colleague"})
_OWN = frozenset({"its", "their", "our", "his"})


def group_in(context: Context, line: Line, link: Link) -> Found[str]:
    """The group by the noun; by whom it happened among ("19 casualties among its military"); by whose staff they are.

    An army's or an armed group's "men" are its soldiers or fighters, of which the word says nothing.
    """
    phrase = link.phrase
    group = phrase.group
    if group == "men" and (link.entry.pattern == "loss" or _possessed(line, link)):
        return {}
    if group is not None or link.entry.victims == "things":
        return maybe("victims:noun", group)
    among = maybe("victims:among", _among(line, link))
    return among or ({"aid_workers": "victims:staff"} if _of_relief_body(context, line, link) else {})


def _possessed(line: Line, link: Link) -> bool:
    first, last = max(0, link.phrase.first - 1), link.phrase.last
    return any(line.low(p) in _OWN or line.tag(p) == "POS" for p in range(first, last + 1))


def _among(line: Line, link: Link) -> str | None:
    p = max(link.phrase.last, link.trigger.last) + 1
    if line.low(p) != "among":
        return None
    run = [t.lower_ for t in nominal(line, p + 1) if t.tag_ not in ("DT", "PRP$")]
    return (group_of(run) or group_of([run[-1], "people"])) if run else None


def _of_relief_body(context: Context, line: Line, link: Link) -> bool:
    """Whether they work for a non-governmental organisation: "seven staff of World Central Kitchen"."""
    phrase = link.phrase
    if phrase.head.lemma_.lower() not in _STAFF:
        return False
    owned = nominal(line, phrase.last + 2) if line.low(phrase.last + 1) in ("of", "from", "with", "for") else []
    actors = [context.actor_at(t) or context.actor_for_modifier(t) for t in owned]
    actors += [context.actor_for_modifier(t) for t in line.tokens[phrase.first : phrase.last]]
    return any(a is not None and a.sector == "NGO" for a in actors)
