"""The words that briefings use, as tables: neutral, and the same for every side."""

from __future__ import annotations

from ..translation import Phrases
from .briefing import SectionKey

SECTIONS: Phrases[SectionKey] = Phrases({
    "ceasefire": "Ceasefire",
    "tolls": "Tolls",
    "control": "Control of places",
    "statements": "Talks and statements",
    "events": "Fighting and other events",
})  # fmt: skip
"""Section keys in the order in which they are shown, with their headings."""

SECTION_FILTERS: dict[SectionKey, str] = {
    "ceasefire": "--mode ceasefire",
    "tolls": "--kind toll",
    "control": "--kind control",
    "statements": "--kind event",
    "events": "--kind event",
}
"""How ``truceline claims`` is asked for a section."""

COUNTED: dict[SectionKey, tuple[str, str]] = {
    "ceasefire": ("claim about a ceasefire", "claims about a ceasefire"),
    "tolls": ("figure", "figures"),
    "control": ("claim of control", "claims of control"),
    "statements": ("statement", "statements"),
    "events": ("event", "events"),
}

HARMS = Phrases({
    "killed": "Killed",
    "wounded": "Wounded",
    "casualties": "Killed or wounded",
    "missing": "Missing",
    "captured": "Captured",
    "displaced": "Displaced",
    "evacuated": "Evacuated",
    "destroyed": "Destroyed",
    "damaged": "Damaged",
})  # fmt: skip
"""What was suffered, in the order in which it is told."""

SCOPES = Phrases({
    "cumulative": "in all",
    "increment": "more since the last count",
    "incident": "one incident",
    None: "",
})  # fmt: skip

ACTIONS = Phrases({
    "captured": "captured",
    "lost": "lost",
    "held": "held",
    "withdrew": "left",
    "handed_over": "handed over",
})  # fmt: skip

MARKS = Phrases({
    "called_for": "called for",
    "conditional": "on a condition",
    "planned": "planned or promised",
    "possible": "possible",
    "denied": "denied",
})  # fmt: skip
"""What a claim that is not said to be so is marked with."""

BASES = Phrases({
    "url": "date from the address",
    "dateline": "date from the dateline",
    "inferred": "date worked out from the text",
    "unknown": "date not known",
})  # fmt: skip
"""How the day of a report is known, where it was not given."""

STATEMENTS = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE REQUEST ACCUSE REJECT THREATEN SANCTION PROTEST".split()
)
"""Types of event that are said or agreed rather than done on the ground."""

CEASEFIRE_KINDS = Phrases({
    "REQUEST": "Calls",
    "OFFER": "Offers, promises and conditions",
    "AGREE": "Agreements",
    "RETREAT": "Carried out",
    "REJECT": "Refusals",
    "ACCUSE": "Accusations of violations",
    "DENIED": "Said not to be so",
    "OTHER": "Other",
})  # fmt: skip
"""What is done about a ceasefire, in the order in which it is told; OFFER is one that is not said to be agreed yet."""

CEASEFIRE_WORDS = Phrases({
    "REQUEST": "call for a ceasefire",
    "AGREE": "ceasefire agreed",
    "RETREAT": "ceasefire carried out",
    "REJECT": "ceasefire refused",
    "ACCUSE": "accusation: ceasefire violated",
    "SUPPORT": "support for a ceasefire",
    "CONSULT": "talks about a ceasefire",
    "THREATEN": "threat to end a ceasefire",
})  # fmt: skip

TYPE_WORDS = Phrases({
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "withdrawal",
    "REQUEST": "call",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "military movement",
    "COERCE": "coercion",
    "ASSAULT": "attack",
})  # fmt: skip
"""Each type of event on its own, as when its mode is not said."""

ABOUT = Phrases({
    "AGREE": "agreement on",
    "REQUEST": "call for",
    "ACCUSE": "accusation of",
    "REJECT": "refusal of",
    "THREATEN": "threat of",
    "SUPPORT": "support for",
    "CONCEDE": "concession:",
})  # fmt: skip
"""Types that are said of a mode ("call for withdrawal"); the others are named by their mode alone ("shelling")."""

CALLED_ABOUT = frozenset({
    "clash", "offensive", "attack", "shelling", "airstrike", "bombing", "shooting", "atrocity", "aggression",
    "occupation", "siege", "detention", "displacement", "retaliation",
})  # fmt: skip
"""Modes of what is done to somebody: a call that names one is most often for its end ("called on them to lift the
siege"), and is not said to be for it."""

MODE_WORDS = Phrases({
    "humanitarian": "humanitarian relief",
    "military_aid": "military aid",
    "call": "telephone call",
    "de_escalation": "de-escalation",
    "non_interference": "non-interference",
})  # fmt: skip
"""Modes whose name is not the word for them."""

IN_ITS_OWN_VOICE = "in its own voice"
NO_CONFLICT = "Reports of no conflict in particular"
HISTORY = "History told in these reports"
UNREAD = "Stored, but not read"
UNDATED = "Without a date"
LEFT_OUT = "Files that could not be opened are not in the ledger; `truceline read` names them when it ends."

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

TRUCE_STATES = Phrases({
    "none": "none told of",
    "called_for": "called for",
    "offered": "offered",
    "offered_with_conditions": "offered on a condition",
    "agreed": "agreed",
    "in_force": "said to be in force",
    "in_force_with_alleged_violations": "said to be in force, with violations alleged",
    "suspended": "suspended",
    "expired": "run out",
    "broken_down": "said to have ended",
    "disputed": "told differently",
})  # fmt: skip
"""The states of a ceasefire, as they are claimed."""

TRUCE_STEPS = Phrases({
    "call": "call for one",
    "offer": "offer",
    "refusal": "refusal",
    "agreement": "agreement",
    "denial": "denial",
    "start": "beginning",
    "holding": "said to hold",
    "violation": "violation alleged",
    "extension": "extension",
    "suspension": "suspension",
    "expiry": "running out",
    "end": "end",
})  # fmt: skip

EVIDENCE = Phrases({
    "any two claims of one kind": "any two claims of one kind",
    "same place": "same place",
    "places close by": "places close by",
    "other places": "other places",
    "other countries": "other countries",
    "same day": "same day",
    "times that fit": "times that fit",
    "other times": "other times",
    "same story": "same story",
    "same sentence": "same sentence",
    "same means": "same means",
    "other means": "other means",
    "same number": "same number",
    "same side hit": "same side hit",
    "other side hit": "other side hit",
    "same doer": "same doer",
    "other doers": "other doers",
    "other kinds of things": "other kinds of things",
})  # fmt: skip
"""What speaks for two claims being of one happening, or against it: see :mod:`truceline.compare.evidence`."""

RIVAL_TOLLS = "Rival tolls"
DISPUTES = "Disputes: claims that cannot all hold"
TRUCE = "Ceasefires, step by step"
