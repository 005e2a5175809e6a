"""What things are called on the pages: tables from the values of the ledger to words."""

from __future__ import annotations

from ..views import wording

FACETS = {
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
}
"""The facets in the order in which they are shown."""

OPEN = frozenset({"conflict", "kind", "source", "outlet"})
"""Facets that are unfolded from the start."""

FILTERS = {
    **FACETS, "country": "Country", "since": "Happened since", "until": "Happened until",
    "published_since": "Published since", "published_until": "Published until", "document": "Report", "text": "Words",
    "id": "Claim", "extractor": "Found by", "superseded": "Earlier readings", "placed": "On the map",
    "box": "Within", "type": "Type", "mode": "Mode",
}  # fmt: skip
"""What a filter that is set is called."""

KINDS = {"event": "event", "toll": "toll", "control": "control"}

MODALITIES = {"actual": "said to be so", **wording.MARKS}

SORTS = {
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
}

REVIEWS = {
    "unreviewed": "not reviewed",
    "accepted": "accepted",
    "corrected": "corrected",
    "rejected": "rejected",
    "unsure": "needs more information",
    "disagreed": "reviewers differ",
}
"""What reviewers have made of a claim."""

PARTS = {
    "kind": KINDS,
    "modality": MODALITIES,
    "harm": {name: text.lower() for name, text in wording.HARMS.items()},
    "action": wording.ACTIONS,
    "type": wording.TYPE_WORDS,
    "background": {"yes": "told as history", "no": "news of the report"},
    "superseded": {"yes": "shown too"},
    "placed": {"yes": "yes", "no": "no place with coordinates"},
    "review": REVIEWS,
}
"""Words for the values of filters."""

QUOTATIONS = {"direct": "direct quotation", "indirect": "indirect quotation", "mixed": "partly quoted", "none": ""}

PEOPLE = {
    "actor": "Actor",
    "recipient": "Towards",
    "side": "Whose",
    "blamed": "Blamed",
    "by": "By",
    "from": "From",
}
"""The parts that somebody can have in a claim, but for sources."""

QUOTED = {**QUOTATIONS, "none": "not quoted"}

NO_WORDS: dict[str, str] = {}
"""For codes that are shown as they are."""

VERBS = {
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
}
"""What was done, in the log."""

QUEUES = {
    "least_sure": "least sure first",
    "new": "newest first",
    "disputes": "disputed claims first",
    "read": "report by report",
}

REVIEW_PAGES = {
    "/review": "Queue",
    "/review/adjudicate": "Adjudicate",
    "/review/agreement": "Agreement",
    "/review/orphans": "Orphans",
    "/review/log": "Log",
    "/review/settings": "Keys",
}

KEYS = {
    "accept": ("a", "accept"),
    "correct": ("c", "correct"),
    "reject": ("r", "reject"),
    "unsure": ("u", "not sure yet: more has to be known"),
    "undo": ("z", "undo the last decision"),
    "skip": ("s", "skip"),
    "reason": ("m", "to the reason"),
    "text": ("t", "to the report, to choose words with the arrows"),
    "use": ("e", "use the words chosen"),
}
"""The key of each step of review, as long as nobody has chosen another, and what the step is."""

ENTRY_KINDS = {
    "Country": "state",
    "Institution": "body of a state",
    "Organisation": "organisation",
    "ArmedGroup": "armed group",
    "Person": "person",
    "Outlet": "outlet",
}
"""What the entries of the knowledge are called, by their records."""

COPIES = {
    "same": "the same text as",
    "longer": "all of it and more than",
    "shorter": "a part of",
    "rewritten": "rewritten from",
}


ROLES = {"reader": "Reader", "reviewer": "Reviewer", "administrator": "Administrator"}

DONE = {
    "password": "Your password is changed, and all other browsers are signed out.",
    "sessions": "All other browsers are signed out.",
    "token": "The token is of no use any more.",
}
"""What was done with one's own account."""

ACTIONS = {
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
    "people.link": "was found by the provider's id",
    "token.add": "made a token",
    "token.remove": "took a token away",
}
"""What is written down of what people do."""


def value(name: str, of: str, conflicts: dict[str, str] | None = None) -> str:
    """What the value of a filter is called."""
    if name == "conflict":
        return (conflicts or {}).get(of, of)
    if name == "min_confidence":
        return f"{float(of):.1f} or more"
    if name == "mode":
        return wording.MODE_WORDS.get(of, of.replace("_", " "))
    return PARTS.get(name, {}).get(of) or of.removeprefix("=")
