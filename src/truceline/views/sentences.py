"""Lines in words, the same for every form of a briefing."""

from __future__ import annotations

from ..translation import _
from .beside import Step
from .briefing import AnyLine, ControlLine, EventLine, Part, Report, TollLine
from .phrases import many

ARROW = " → "
OUTERMOST_FIRST = " > "


def sayer(line: AnyLine) -> str:
    """The chain of sources, outermost first; of an outlet's own voice, that."""
    return OUTERMOST_FIRST.join(line.chain) or f"{outlets(line)}, {_('in its own voice')}"


def outlets(line: AnyLine) -> str:
    """Who published it; of many, the first few and their number."""
    names = line.outlets
    if len(names) <= 3:
        return ", ".join(names)
    others = many(len(names) - 3, "other", "others")
    return _("%(names)s and %(others)s") % {"names": ", ".join(names[:3]), "others": others}


def gist(line: AnyLine) -> str:
    """What is claimed, in a few words, without who says it."""
    match line:
        case TollLine():
            return " · ".join(filter(None, (f"{line.harm}: {line.count}", line.whose)))
        case ControlLine():
            loser = _("from %(name)s") % {"name": line.from_} if line.from_ else ""
            done = " ".join(filter(None, (line.action, line.what, loser)))
            return f"{line.by}: {done}" if line.by else done
        case EventLine():
            people = ARROW.join((line.who, line.whom)).strip() if line.whom else line.who
            return ": ".join(filter(None, (people, line.what)))


def circumstances(line: AnyLine) -> str:
    """Condition, place, time and whose word it is: what follows the gist."""
    match line:
        case TollLine():
            parts = [line.when, line.places, _("blamed: %(name)s") % {"name": line.blamed} if line.blamed else ""]
            parts.append(_("before: %(figure)s") % {"figure": line.before} if line.before else "")
        case ControlLine():
            chosen = _("“%(word)s” is the word of %(name)s") % {"word": line.wording, "name": line.chosen}
            parts = [line.when, chosen if line.wording else ""]
        case EventLine():
            condition = _("condition: “%(words)s”") % {"words": line.condition}
            parts = [condition if line.condition else "", line.places, line.when]
    first = _("first told %(day)s") % {"day": line.first} if line.first else ""
    return "; ".join(filter(None, (*parts, first)))


def people_of(step: Step) -> str:
    """Who takes a step of a ceasefire, and towards whom; empty where nobody is named."""
    return ARROW.join(filter(None, (step.who, step.whom)))


def report_words(report: Report) -> str:
    """A report in a list of reports."""
    claims = many(report.claims, "claim") if report.claims else ""
    notes = "; ".join(filter(None, (claims, report.note)))
    outlet = f"{report.outlet}: " if report.outlet else ""
    return f"{outlet}{report.title}" + (f" ({notes})" if notes else "")


def part_words(part: Part) -> str:
    """How much a conflict has: "15 reports of 4 outlets, 105 claims, 2020-10-14 to 2023-09-30"."""
    read = many(part.reports, "report") + (f" of {many(part.outlets, 'outlet')}" if part.outlets else "")
    return ", ".join(filter(None, (read, many(part.claims, "claim"), part.period)))
