"""Scores putting together what belongs together: reports into stories, and mentions of one happening across reports.

Documents: B-cubed F1 and pairwise F1 of the stories, for Giveme5W1H (both collections), ECB+ and NP4E.  ``days`` is the
program as it is, which ends a story after some days; ``text`` leaves the dates out, as collections want that count
reports of months as one story.  ECB+ has no dates.
Mentions: CoNLL F1 (the mean of MUC, B-cubed and CEAF-e) over the event mentions of ECB+, across documents, in the
validated sentences, those that stand alone counted; ``train`` and ``val`` apart.  ``gold``: the mentions are given;
``found``: they are found, and matched by their heads.  Beside it two baselines: mentions with the same lemma, and those
among them that are in the same (found) story.  NP4E has no events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from re import fullmatch

from ..compare.coreference import group
from ..compare.mentions import Mention
from ..compare.stories import Item, Stories, day_of, in_order
from ..compare.terms import Terms, terms_of, title_of
from ..records import Document
from .clusterings import Score, b_cubed, ceaf_e, muc, pairwise
from .data import Row, as_it_is, folder, lines
from .event_mentions import found_mentions, gold_mentions, parsed
from .result import DataError, Evaluation, Metric, Mistake, metrics_of, sampled

STANDARD = "stories: B-cubed and pairwise F1 of documents; CoNLL F1 of event mentions across documents"

#: Short names of collections; another goes by the name of its file.
_NAMES = {
    "giveme5w1h_news_cluster": "news_cluster",
    "giveme5w1h_gold_standard": "gold_standard",
    "ecbplus_1_35": "ecb+",
    "np4e_bukavu_china_peru": "np4e",
}
_SHOWN = 3

Clusters = dict[str, str]


def evaluate(data: Path, *, sample: int | None = None) -> Evaluation:
    """Score every collection (``*.jsonl.gz``) in the folder ``data``.

    ``sample`` takes so many stories (of collections with events: topics) of each, whole, since parts of stories would
    measure something else.  Raises DataError.
    """
    paths = [*folder(data).glob("*.jsonl.gz"), *data.glob("*.jsonl")]
    if not paths:
        raise DataError(f"{data}: it has no *.jsonl.gz. Give the folder with the collections of stories.")
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for path in sorted(paths):
        stem = path.name.partition(".jsonl")[0]
        name = _NAMES.get(stem, stem)
        texts = _whole(lines(path, ("id", "story", "text")), sample)
        for made, wrong in (_documents(name, texts), _mentions(name, texts)):
            metrics += made
            mistakes += wrong
    return Evaluation("stories", STANDARD, tuple(metrics), tuple(mistakes))


def _whole(texts: Sequence[Row], sample: int | None) -> list[Row]:
    """The texts of a sample of stories, or of topics, which hold two stories that are alike; without a story none."""
    told = [row for row in texts if row["story"]]
    by = "topic" if any(row.get("events") for row in told) else "story"
    chosen = set(sampled(dict.fromkeys(row[by] for row in told), sample))
    return [row for row in told if row[by] in chosen]


def _documents(name: str, texts: Sequence[Row]) -> tuple[Iterable[Metric], Iterable[Mistake]]:
    gold: Clusters = {row["id"]: str(row["story"]) for row in texts}
    documents = {row["id"]: document_of(row) for row in texts}
    figures: dict[str, float] = {}
    found: Clusters = {}
    dated = any(day_of(d.published) for d in documents.values())
    for way in ("days", "text") if dated else ("text",):
        found = found_stories(documents, dated=way == "days")
        cubed, pairs = b_cubed(gold, found), pairwise(gold, found)
        figures |= {f"{way}.b3_f1": cubed.f1, f"{way}.b3_precision": cubed.precision, f"{way}.b3_recall": cubed.recall,
                    f"{way}.pairwise_f1": pairs.f1}  # fmt: skip
    figures |= {"documents": len(gold), "stories": len(set(gold.values()))}
    titles = {i: title_of(d) or d.text[:80] for i, d in documents.items()}
    return metrics_of(name, figures), list(_wrong(f"{name} story", gold, found, titles.__getitem__))


def document_of(row: Row) -> Document:
    """A text of a collection as a document, under the id it has there."""
    written = str(row.get("published") or "")[:10]
    day = written if fullmatch(r"\d{4}-\d\d-\d\d", written) else None
    document = as_it_is(row["text"], day)
    title = row.get("title")
    return Document(id=row["id"], text=document.text, title=title, published=document.published, language="en")


def found_stories(documents: Mapping[str, Document], *, dated: bool = True) -> Clusters:
    """The story of each document, by their ids; without ``dated`` as if no date were known."""
    items = [Item(i, day_of(d.published) if dated else None, _terms(d)) for i, d in documents.items()]
    stories = Stories()
    return {item.id: stories.place(item).story for item in in_order(items)}


@lru_cache(1000)
def _terms(document: Document) -> Terms:
    return terms_of(document)


def _mentions(name: str, texts: Sequence[Row]) -> tuple[Iterable[Metric], Iterable[Mistake]]:
    """The figures of mentions of each split; none where the collection has no events."""
    marked = [row for row in texts if row.get("events")]
    if not marked:
        return (), ()
    blocks = found_stories({row["id"]: document_of(row) for row in texts})
    metrics: list[Metric] = []
    mistakes: list[Mistake] = []
    for part in sorted({row["split"] for row in marked}):
        gold: Clusters = {}
        given: dict[str, Mention] = {}
        found: list[Mention] = []
        words: dict[str, str] = {}
        for sentence in parsed(row for row in texts if row["split"] == part):
            block = blocks[sentence.row["id"]]
            for mention, event in gold_mentions(sentence, block):
                gold[mention.id], given[mention.id] = event["chain"], mention
                words[mention.id] = f"{event['text']} ({mention.document})"
            found += found_mentions(sentence, block)
        ours = _grouped(given.values())
        figures = {
            **_conll("gold.", gold, ours),
            "gold.same_lemma.conll_f1": _mean(_three(gold, {m.id: m.lemma for m in given.values()})),
            "gold.same_lemma_in_story.conll_f1": _mean(_three(gold, {m.id: _in_story(m) for m in given.values()})),
            **_conll("found.", gold, _grouped(found)),
            "found.same_lemma_in_story.conll_f1": _mean(_three(gold, {m.id: _in_story(m) for m in found})),
            "mentions": len(gold),
            "found_mentions": len(found),
        }
        metrics += metrics_of(f"{name} {part}", figures)
        mistakes += _wrong(f"{name} {part} happening", gold, ours, words.__getitem__)
    return metrics, mistakes


def _in_story(mention: Mention) -> str:
    return f"{mention.block} {mention.lemma}"


def _grouped(mentions: Iterable[Mention]) -> Clusters:
    return {m.id: members[0].id for members in group(mentions) for m in members}


def _three(gold: Clusters, found: Clusters) -> dict[str, Score]:
    return {"muc": muc(gold, found), "b3": b_cubed(gold, found), "ceaf_e": ceaf_e(gold, found)}


def _mean(scores: Mapping[str, Score]) -> float:
    return sum(score.f1 for score in scores.values()) / len(scores)


def _conll(prefix: str, gold: Clusters, found: Clusters) -> dict[str, float]:
    scores = _three(gold, found)
    return {f"{prefix}conll_f1": _mean(scores), **{f"{prefix}{name}_f1": s.f1 for name, s in scores.items()}}


def _wrong(what: str, gold: Clusters, found: Clusters, named: Callable[[str], str]) -> Iterator[Mistake]:
    """Right clusters that were torn apart, and found ones that hold several, each with examples of its pieces."""
    for kind, of, other in ((f"{what}: torn apart", gold, found), (f"{what}: run together", found, gold)):
        pieces: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for item, cluster in of.items():
            if item in other:
                pieces[cluster][other[item]].append(item)
        for cluster, several in pieces.items():
            if len(several) > 1:
                largest = sorted(several.values(), key=lambda ids: (-len(ids), ids))
                shown = " | ".join(f"{len(ids)}: {'; '.join(map(named, ids[:_SHOWN]))}" for ids in largest[:_SHOWN])
                yield Mistake(kind, cluster, None, None, shown)
