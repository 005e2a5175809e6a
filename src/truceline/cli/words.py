"""``truceline words``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..knowledge.lexicon import Lexicon, LoadedWord, Matter
from .options import choice, document_filters, json_option, ledger_option

if TYPE_CHECKING:
    from ..compare.wording import Row, Use
    from ..ledger import Ledger
    from ..records import Document

SHOWN = 60
OWN_VOICE = "(own voice)"
NO_OUTLET = "(outlet not known)"


@click.command(short_help="Lay side by side the words that sources choose.")
@ledger_option
@document_filters
@click.option("--about", multiple=True, type=choice(Matter), metavar="MATTER",
              help="Only words for this: killing, people, group, control, operation, territory, state, detention, "
                   "movement.")  # fmt: skip
@click.option("--word", "terms", multiple=True, metavar="WORD",
              help="Only things that this is a word for, among its rivals.")  # fmt: skip
@click.option("--claimant", multiple=True, metavar="NAME", help="Part of the name of somebody whose words they are.")
@click.option("--lexicon", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Look for the words of this file, not for those of the program.")  # fmt: skip
@click.option("--all", "all_things", is_flag=True, help="Also things that all call by words that take no side.")
@click.option("--examples", type=click.IntRange(0), default=1, show_default=True, metavar="N",
              help="So many sentences for each word of a row.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"At most so many rows; without it {SHOWN}, as JSON "
                                                                   "all.")  # fmt: skip
@json_option("the rows, one a line and with every sentence,")
def command(
    ledger: Path, about: tuple[Matter, ...], terms: tuple[str, ...], claimant: tuple[str, ...], lexicon: Path | None,
    all_things: bool, examples: int, limit: int | None, as_json: bool, **filters: Any,
) -> None:  # fmt: skip
    """Lay side by side the words that sources choose for the same thing: "liberated" and "captured", "terrorists" and
    "fighters", "Khankendi" and "Stepanakert"; for each outlet, and for each whom it lets speak.

    It is a description and no score: a listed word may be right, and a plain one wrong.  What stands in quotation or
    reported speech is the speaker's, not the outlet's.  Each word has its sentence.  A sentence that copies repeat is
    counted once.

    \b
    How a word stands in a report:
      own       in the outlet's own voice
      reported  in reported speech: the word may be the speaker's, or the outlet's for it
      quoted    in quotation marks, or the report says that they call it so
      denied    in what the speaker denies
      marked    held at a distance: in quotation marks and nobody's words, or behind "so-called"

    The words of a report are found when it is read.  Reports that were read by an earlier version or with another
    lexicon, and all of them with --lexicon, are read again for it, some in a second, so choose them.

    \b
    Examples:
      truceline words --conflict nagorno-karabakh
      truceline words --about people --published-since 2023-09 --examples 3
      truceline words --word terrorist --claimant ministry --json
      truceline words --lexicon my-words.yaml
    """
    from ..compare.wording import rows
    from ..knowledge.lexicon import read_lexicon
    from ..ledger import Ledger

    with Ledger(ledger, create=False) as book:
        every = _read_again(book, read_lexicon(lexicon), filters) if lexicon else _kept(book, filters)
    found = [use for use in every if not about or use.word.about in about]
    if terms:
        things = {_thing(use.word) for use in found if _is_one_of(use.word, terms)}
        found = [use for use in found if _thing(use.word) in things]
    made = [row for row in rows(found, all_things=all_things or bool(terms)) if _is_of(row, claimant)]
    shown = made[: limit if limit is not None else None if as_json else SHOWN]
    if as_json:
        for row in shown:
            click.echo(json.dumps(plain(row), ensure_ascii=False))
    else:
        _print(shown, examples)
    if not made:
        click.echo("No word of the lexicon stands in the documents that pass the filters.", err=True)
    elif not as_json and len(shown) < len(made):
        click.echo(f"{len(shown)} of {len(made)} rows are shown; --limit shows more, --json all.", err=True)


def plain(row: Row) -> dict[str, Any]:
    """The row as JSON."""
    return {
        "about": row.about,
        "neutral": row.neutral,
        "outlet": row.outlet,
        "claimant": row.claimant,
        "words": [
            {
                "term": word.term,
                "plain": word.plain,
                "used_by": word.used_by,
                "count": len(uses),
                "how": Counter(use.how for use in uses),
                "uses": [_plain_use(use) for use in uses],
            }
            for word, uses in row.words
        ],
    }


def _plain_use(use: Use) -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "document": use.document.id,
        "start": use.start,
        "end": use.end,
        "written": use.written,
        "sentence": to_builtins(use.sentence),
        "chain": to_builtins(use.chain),
        "how": use.how,
        "also": use.also,
    }


def _kept(book: Ledger, filters: dict[str, Any]) -> list[Use]:
    """The words that the ledger keeps, of the reports that were read."""
    filters = {**filters, "status": "read"}
    for failure in book.hear(watch=_watched, **filters):
        click.echo(str(failure), err=True)
    return book.words(**filters)


def _read_again(book: Ledger, words: Lexicon, filters: dict[str, Any]) -> list[Use]:
    """The words of another lexicon, for which the reports are read again."""
    from ..compare.wording import counted, uses
    from ..engines.each import read_each
    from ..hearing import hear_documents
    from ..knowledge.rival_names import rival_names
    from ..ledger.worded import originals_among
    from ..sources import Failure

    documents = [stored.document for stored in book.documents(status="read", **filters)]
    originals = originals_among({document.id for document in documents}, book.copies(**filters))
    found: list[Use] = []
    for document in _watched(documents, len(documents)):
        for heard in read_each([document], hear_documents):
            if isinstance(heard, Failure):
                click.echo(str(heard), err=True)
                continue
            found += uses(heard, words, rival_names(), tuple(book.claims(document=document.id)))
    return counted(found, originals)


def _watched(documents: Iterable[Document], number: int) -> Iterator[Document]:
    """The documents one by one, with a bar on the terminal while they are gone through."""
    if not number or not sys.stderr.isatty():
        yield from documents
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(documents, "Reading again", console=Console(stderr=True), transient=True, total=number)


def _thing(word: LoadedWord) -> tuple[str, str]:
    return word.about, word.neutral


def _is_one_of(word: LoadedWord, terms: Iterable[str]) -> bool:
    forms = {form.casefold() for form in word.forms}
    return any(term.casefold() in forms for term in terms)


def _is_of(row: Row, claimants: Iterable[str]) -> bool:
    from ..ledger.folding import fold

    return not claimants or any(fold(name) in fold(row.claimant or "") for name in claimants)


def _print(rows: list[Row], examples: int) -> None:
    from itertools import groupby

    from rich.padding import Padding
    from rich.text import Text

    from .console import console, table, visible

    out = console()
    for (about, neutral), several in groupby(rows, key=lambda row: (row.about, row.neutral)):
        out.print(Text(visible(f"{about}: {neutral}"), "bold"))
        made = table("whose words", "in", "word", "times", "how", "sentence")
        for row in several:
            for number, (word, uses) in enumerate(row.words):
                hows = Counter(use.how for use in uses)
                made.add(
                    "" if number else row.claimant or OWN_VOICE,
                    "" if number else row.outlet or NO_OUTLET,
                    f"{word.term} (plain)" if word.plain else word.term,
                    str(len(uses)),
                    ", ".join(how if len(hows) == 1 else f"{how} {n}" for how, n in hows.most_common()),
                    "\n".join(map(_example, uses[:examples])),
                )
        out.print(Padding(made, (0, 0, 1, 2)))


def _example(use: Use) -> str:
    """ "3f2a81c0: The army said ...", with the outlets that printed the same."""
    also = f" (also in {', '.join(use.also)})" if use.also else ""
    return f"{use.document.id[:8]}: {use.sentence.text}{also}"
