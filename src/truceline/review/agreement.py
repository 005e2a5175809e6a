"""How far reviewers agree who decided on the same claims without knowing of each other.

Krippendorff's alpha for nominal data (Krippendorff, Content Analysis, 2004, ch. 11): 1 is perfect agreement, 0 what
chance would give, below 0 less than that.  It takes any number of reviewers, and claims that not all of them decided
on.  Worked out by NLTK.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from .added import units
from .content import fields
from .folding import Through, content_of, deciders, outcome, silent_about, verdict_of
from .records import Agreement, Decision, FieldAgreement

Labels = Mapping[str, Mapping[str, str]]
"""By item, what each reviewer called it."""

_NOTHING = "null"


def agreement(
    round_name: str, decisions: Mapping[str, Iterable[Decision]], through: Mapping[str, Through] | None = None
) -> Agreement:
    """The agreement in a round; ``decisions`` are all decisions about each claim, by its id, ``through`` says of
    documents (by id) who read them through in which round."""
    found, added = _units({item: deciders(several, round_name) for item, several in decisions.items()})
    told = {item: by for item, by in found.items() if by}
    silent = {item: silent_about(by.values(), (through or {}).get(document_of(by), ())) for item, by in told.items()}
    both = {item: by for item, by in told.items() if len(by) + len(silent[item]) > 1}
    documents: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    verdicts = {
        item: {who: verdict_of(d) for who, d in by.items()} | dict.fromkeys(silent[item], "reject")
        for item, by in both.items()
    }
    there = {item: labels for item, by in verdicts.items() if len(labels := _there(by)) > 1}
    for item, by in both.items():
        documents[document_of(by)][item] = verdicts[item]
    return Agreement(
        round=round_name,
        reviewers=tuple(sorted({who for item, by in told.items() for who in (*by, *silent[item])})),
        items=len(both),
        waiting=len(told) - len(both),
        differing=sum(len(set(map(outcome, by.values()))) > 1 or bool(silent[item]) for item, by in both.items()),
        verdict=of_field("verdict", verdicts),
        fields=tuple(of_field(name, labels) for name, labels in sorted(_by_field(both).items())),
        documents={document: of_field("verdict", labels) for document, labels in sorted(documents.items())},
        there=of_field("there", there),
        added=replace(of_field("added", {item: by for item, by in there.items() if item in added}), alpha=None),
    )


def document_of(by: Mapping[str, Decision]) -> str:
    """The document that verdicts on one claim are about."""
    document = next(iter(by.values())).document
    assert document is not None
    return document


def _units(told: Mapping[str, Mapping[str, Decision]]) -> tuple[dict[str, Mapping[str, Decision]], frozenset[str]]:
    """The verdicts by claim, with what two people added of one thing as one claim; and which of them were added."""
    added = {item: by for item, by in told.items() if any(d.verb == "add" for d in by.values())}
    matched = {next(iter(by.values())).claim or "": by for by in units(added)}
    return {**{item: by for item, by in told.items() if item not in added}, **matched}, frozenset(matched)


def _there(verdicts: Mapping[str, str]) -> dict[str, str]:
    """Whether the claim is there at all, by each who is sure of it."""
    return {who: "no" if told == "reject" else "yes" for who, told in verdicts.items() if told != "unsure"}


def of_field(name: str, labels: Labels) -> FieldAgreement:
    """The agreement on one field, of items that two or more have labelled."""
    same = sum(len(set(by.values())) == 1 for by in labels.values())
    return FieldAgreement(field=name, items=len(labels), same=same, alpha=alpha(labels))


def alpha(labels: Labels) -> float | None:
    """Krippendorff's alpha, nominal, of items by reviewers; null where it is not defined: all labels are the same, or
    there are none."""
    if len({label for by in labels.values() for label in by.values()}) < 2:
        return None
    from nltk.metrics.agreement import AnnotationTask

    task = AnnotationTask([(who, item, label) for item, by in labels.items() for who, label in by.items()])
    return float(task.alpha())


def _by_field(both: Mapping[str, Mapping[str, Decision]]) -> dict[str, dict[str, dict[str, str]]]:
    """The values by field, item and reviewer, of the claims that two or more let stand, as they had it."""
    told: dict[str, dict[str, dict[str, str]]] = {}
    for item, by in both.items():
        contents = {who: fields(claim) for who, d in by.items() if (claim := content_of(d)) is not None}
        if len(contents) > 1:
            told[item] = contents
    kinds = {item: next(iter(contents.values()))["kind"] for item, contents in told.items()}
    asked = _asked(told, kinds)
    found: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for item, contents in told.items():
        for name in asked[kinds[item]]:
            found[name][item] = {who: values.get(name, _NOTHING) for who, values in contents.items()}
    return dict(found)


def _asked(told: Mapping[str, Mapping[str, Mapping[str, str]]], kinds: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """By kind, the fields that any claim of it has a value for."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, contents in told.items():
        for values in contents.values():
            found[kinds[item]].update(name for name in values if name != "kind")
    return {kind: sorted(names) for kind, names in found.items()}
