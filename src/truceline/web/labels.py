"""What things are called on the pages: tables from the values of the ledger to words."""

from __future__ import annotations

from collections.abc import Mapping

from ..translation import Phrases, _
from ..views import wording

FACETS = Phrases({
    "conflict": "Conflict",
    "kind": "Kind",
    "type": "Type of event",
    "mode": "Mode of event",
    "harm": "Harm",
    "action": "Control",
    "actor": "Actor",
    "source": "Source",
    "place": "Place",
    "year": "Year of what happened",
    "outlet": "Outlet",
    "modality": "Modality",
    "background": "Background",
    "min_confidence": "Confidence",
    "review": "Review",
})  # fmt: skip
"""The facets in the order in which they are shown."""

OPEN = frozenset({"conflict", "kind", "source", "outlet"})
"""Facets that are unfolded from the start."""

FILTERS = Phrases({
    **FACETS, "country": "Country", "since": "Happened since", "until": "Happened until",
    "published_since": "Published since", "published_until": "Published until", "read_since": "Read since",
    "read_until": "Read until", "read_after": "Read after number", "document": "Report", "text": "Words",
    "id": "Claim", "extractor": "Found by", "superseded": "Earlier readings", "placed": "On the map",
    "box": "Within", "language": "Language", "status": "Status", "about": "About", "claimant": "Whose words",
    "type": "Type", "mode": "Mode",
})  # fmt: skip
"""What a filter that is set is called."""

KINDS = Phrases({"event": "event", "toll": "toll", "control": "control"})

MODALITIES = Phrases({"actual": "said to be so", **wording.MARKS})

SORTS = Phrases({
    "-published": "latest reports first",
    "published": "earliest reports first",
    "-time": "latest happenings first",
    "time": "earliest happenings first",
    "-count": "greatest counts first",
    "count": "smallest counts first",
    "-confidence": "surest first",
    "confidence": "least sure first",
    "disputed": "disputed and least sure first",
    "read": "as they were read",
    "-read": "latest read first",
})  # fmt: skip

REVIEWS = Phrases({
    "unreviewed": "not reviewed",
    "accepted": "accepted",
    "corrected": "corrected",
    "rejected": "rejected",
    "unsure": "needs more information",
    "disagreed": "reviewers differ",
})  # fmt: skip
"""What reviewers have made of a claim."""

PARTS: Mapping[str, Phrases[str]] = {
    "kind": KINDS,
    "modality": MODALITIES,
    "action": wording.ACTIONS,
    "type": wording.TYPE_WORDS,
    "background": Phrases({"yes": "told as history", "no": "news of the report"}),
    "superseded": Phrases({"yes": "shown too"}),
    "placed": Phrases({"yes": "yes", "no": "no place with coordinates"}),
    "review": REVIEWS,
}
"""Words for the values of filters."""

QUOTATIONS = Phrases({
    "direct": "direct quotation",
    "indirect": "indirect quotation",
    "mixed": "partly quoted",
    "none": "",
})  # fmt: skip

DATES = Phrases({
    "given": "given with it",
    "metadata": "given with the report, in its header or data",
    "url": "from the address",
    "dateline": "from the dateline",
    "inferred": "worked out from the text",
    "unknown": "not known",
})  # fmt: skip
"""How the day of a report is known."""

MATTERS = Phrases({
    "killing": "killing",
    "people": "people",
    "group": "groups",
    "control": "control of places",
    "operation": "operations",
    "territory": "territory and place names",
    "state": "states and authorities",
    "detention": "detention",
    "movement": "movement of people",
})  # fmt: skip
"""What loaded words describe."""

HOWS = Phrases({
    "own": "in its own voice",
    "reported": "in reported speech",
    "quoted": "quoted",
    "denied": "in what is denied",
    "marked": "held at a distance",
})  # fmt: skip
"""How a loaded word stands in a report."""

PEOPLE = Phrases({
    "actor": "Actor",
    "recipient": "Towards",
    "side": "Whose",
    "blamed": "Blamed",
    "by": "By",
    "from": "From",
})  # fmt: skip
"""The parts that somebody can have in a claim, but for sources."""

QUOTED = Phrases({
    "direct": "direct quotation",
    "indirect": "indirect quotation",
    "mixed": "partly quoted",
    "none": "not quoted",
})  # fmt: skip
"""The same, where one has to be chosen."""

VERBS = Phrases({
    "accept": "Accepted",
    "correct": "Corrected",
    "reject": "Rejected",
    "unsure": "Not sure yet",
    "add": "Added",
    "adjudicate": "Adjudicated",
    "complete": "Report marked as complete",
    "split": "Incident split",
    "merge": "Incidents merged",
    "open": "Round opened",
    "close": "Round closed",
    "undo": "Taken back",
})  # fmt: skip
"""What was done, in the log."""

QUEUES = Phrases({
    "least_sure": "least sure first",
    "new": "newest first",
    "disputes": "disputed claims first",
    "read": "report by report",
})  # fmt: skip

REVIEW_PAGES = Phrases({
    "/review": "Queue",
    "/review/adjudicate": "Adjudicate",
    "/review/agreement": "Agreement",
    "/review/orphans": "Orphans",
    "/review/log": "Log",
    "/review/settings": "Keys",
})  # fmt: skip

KEYS = {
    "accept": "a", "correct": "c", "reject": "r", "unsure": "u", "undo": "z", "skip": "s", "reason": "m", "text": "t",
    "use": "e",
}  # fmt: skip
"""The key of each step of review, as long as nobody has chosen another."""

STEPS = Phrases({
    "accept": "accept",
    "correct": "correct",
    "reject": "reject",
    "unsure": "not sure yet: more has to be known",
    "undo": "undo the last decision",
    "skip": "skip",
    "reason": "to the reason",
    "text": "to the report, to choose words with the arrows",
    "use": "use the words chosen",
})  # fmt: skip

ENTRY_KINDS = Phrases({
    "Country": "state",
    "Institution": "body of a state",
    "Organisation": "organisation",
    "ArmedGroup": "armed group",
    "Person": "person",
    "Outlet": "outlet",
})  # fmt: skip
"""What the entries of the knowledge are called, by their records."""

COPIES = Phrases({
    "same": "the same text as",
    "longer": "all of it and more than",
    "shorter": "a part of",
    "rewritten": "rewritten from",
})  # fmt: skip


SECTORS = Phrases({
    "GOV": "government", "MIL": "army", "COP": "police", "SPY": "intelligence", "JUD": "courts", "LEG": "parliament",
    "OPP": "opposition", "PTY": "party", "REB": "armed opponents", "INS": "insurgents", "SEP": "separatists",
    "UAF": "armed men of unknown side", "CRM": "criminals", "IGO": "organisation of states",
    "NGO": "non-governmental organisation", "NGM": "non-governmental movement", "MED": "media", "CVL": "civilians",
    "REF": "refugees", "SET": "settlers", "REL": "religious", "EDU": "education", "HLH": "health", "LAB": "workers",
    "AGR": "farmers", "BUS": "business", "MNC": "company of many countries", "ELI": "elites", "INT": "international",
})  # fmt: skip
"""What the codes of the parts of a society mean."""

ROLES = Phrases({"reader": "Reader", "reviewer": "Reviewer", "administrator": "Administrator"})

DONE = Phrases({
    "password": "Your password is changed, and all other browsers are signed out.",
    "sessions": "All other browsers are signed out.",
    "token": "The token is of no use any more.",
})
"""What was done with one's own account."""

ACTIONS = Phrases({
    "restriction": "set who may read a report",
    "sign-in": "signed in",
    "sign-in.failed": "tried to sign in, in vain",
    "sign-in.refused": "was refused",
    "sign-out": "signed out",
    "sessions.end": "signed out everywhere else",
    "export": "exported",
    "read": "read by a program",
    "people.add": "added a person",
    "people.role": "changed a role",
    "people.email": "changed an address of mail",
    "people.password": "set a password",
    "people.enable": "let a person in again",
    "people.disable": "let a person in no more",
    "people.remove": "removed a person",
    "people.link": "was found by the provider's id",
    "token.add": "made a token",
    "token.remove": "took a token away",
})
"""What is written down of what people do."""


_BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
             ("curl/", "curl"))  # fmt: skip
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def browser(agent: str) -> str:
    """What a browser is called that names itself so; what is not known is given as it is."""
    name, system = (next((told for sign, told in known if sign in agent), "") for known in (_BROWSERS, _SYSTEMS))
    return " · ".join(filter(None, (name, system))) or agent


def value(name: str, of: str, conflicts: dict[str, str] | None = None) -> str:
    """What the value of a filter is called."""
    if name == "conflict":
        return (conflicts or {}).get(of, of)
    if name == "min_confidence":
        return _("%(number)s or more") % {"number": f"{float(of):g}"}
    if name == "about":
        return str(MATTERS.get(of, of))
    if name == "mode":
        return wording.MODE_WORDS.get(of) or _(of.replace("_", " "))
    if name == "harm" and of in wording.HARMS:
        return wording.HARMS[of].lower()
    return (PARTS[name].get(of) if name in PARTS else None) or of.removeprefix("=")
