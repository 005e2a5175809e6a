"""Lines in words, the same for every form of a briefing."""

from __future__ import annotations

from .beside import Step
from .briefing import AnyLine, ControlLine, EventLine, Part, Report, TollLine
from .phrases import many
from .wording import IN_ITS_OWN_VOICE

ARROW = " → "
OUTERMOST_FIRST = " > "


def sayer(line: AnyLine) -> str:
    """The chain of sources, outermost first; of an outlet's own voice, that."""
    return OUTERMOST_FIRST.join(line.chain) or f"{outlets(line)}, {IN_ITS_OWN_VOICE}"


def outlets(line: AnyLine) -> str:
    """Who published it; of many, the first few and their number."""
    names = line.outlets
    return ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:3])} and {many(len(names) - 3, 'other')}"


def gist(line: AnyLine) -> str:
    """What is claimed, in a few words, without who says it."""
    match line:
        case TollLine():
            return " · ".join(filter(None, (f"{line.harm}: {line.count}", line.whose)))
        case ControlLine():
            done = " ".join(filter(None, (line.action, line.what, f"from {line.from_}" if line.from_ else "")))
            return f"{line.by}: {done}" if line.by else done
        case EventLine():
            people = ARROW.join(filter(None, (line.who or ("?" if line.whom else ""), line.whom)))
            return ": ".join(filter(None, (people, line.what)))


def circumstances(line: AnyLine) -> str:
    """Condition, place, time and whose word it is: what follows the gist."""
    match line:
        case TollLine():
            parts = [line.when, line.places, f"blamed: {line.blamed}" if line.blamed else ""]
            parts.append(f"before: {line.before}" if line.before else "")
        case ControlLine():
            parts = [line.when, f"“{line.wording}” is the word of {line.chosen}" if line.wording else ""]
        case EventLine():
            parts = [f"condition: “{line.condition}”" if line.condition else "", line.places, line.when]
    return "; ".join(filter(None, (*parts, f"first told {line.first}" if line.first else "")))


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
