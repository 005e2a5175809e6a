"""One document in, one document with its date and its claims out: the function that every engine schedules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from .compare.wording import Use, uses
from .dating import publication_date
from .extract.actor_names import countries_of, find_names
from .extract.actors import find_actors
from .extract.assemble import claims
from .extract.attribution import find_attributions
from .extract.context import Context
from .extract.control import find_control
from .extract.counts import find_counts
from .extract.events import find_events
from .extract.heard import heard_in
from .extract.places import find_places
from .extract.speakers import with_speakers
from .extract.times import find_times
from .extract.tolls import find_tolls
from .extractor import RULES, Extractor
from .knowledge.lexicon import load_lexicon
from .knowledge.rival_names import rival_names
from .language.parse import parse_many
from .language.text import ParsedText
from .records import Claim, Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is stored (its publication date worked out), the claims found in it, and by whom.

    ``uses`` are the words of the lexicon in it, each with whose it is; null where nobody has looked.
    """

    document: Document
    claims: tuple[Claim, ...]
    extractor: Extractor = RULES
    uses: tuple[Use, ...] | None = None


def read_documents(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read documents one after the other; each gives one :class:`Reading`, in order."""
    for parsed in parse_many(documents):
        yield _read(parsed)


def _read(parsed: ParsedText) -> Reading:
    context = context_of(dated(parsed))
    attributions = find_attributions(context)
    heard = heard_in(context, attributions)
    context = with_speakers(context, attributions)
    drafts = [*find_events(context, attributions), *find_tolls(context), *find_control(context)]
    found = claims(context, attributions, drafts)
    words = tuple(uses(heard, load_lexicon(), rival_names(), found))
    return Reading(context.parsed.document, found, uses=words)


def dated(parsed: ParsedText) -> ParsedText:
    """The parsed text with its document's publication date worked out."""
    document = msgspec.structs.replace(parsed.document, published=publication_date(parsed.document, parsed))
    return replace(parsed, document=document)


def context_of(parsed: ParsedText) -> Context:
    """The mentions of a parsed document whose publication date is already worked out."""
    published = parsed.document.published
    names = find_names(parsed, published.start)
    places = find_places(parsed, hints=countries_of(names))
    actors = find_actors(parsed, published, places, names)
    return Context(
        parsed=parsed,
        published=published,
        actors=actors.mentions,
        places=places,
        times=find_times(parsed, published),
        counts=find_counts(parsed),
        modifiers=actors.modifiers,
    )
