"""From a model's answers to claims: every quote found in the text, every part resolved, or the claim is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from ..claim_ids import id_of
from ..extract.background import is_background
from ..extract.context import Context
from ..records import Actor, Claim, Control, Event, Place, Quotation, Reason, Time, Toll
from . import resolve
from .answer import AnyAnswer, ControlAnswer, EventAnswer, SourceAnswer, TollAnswer, event_modes, victim_groups
from .quotes import Finder, Stretch
from .refused import NotTaken
from .windows import Window

CONFIDENCE = 0.5
"""Of every claim of a model: nothing was measured, so nothing is promised."""

#: Characters that a quotation has at least; shorter ones are mostly words held at arm's length.
_QUOTATION = 6


def claim_of(raw: Any, context: Context, window: Window, by: str) -> Claim:
    """The claim that one member of an answer makes; ``by`` names model and prompt.  Raises :class:`NotTaken`."""
    try:
        answer: AnyAnswer = msgspec.convert(raw, AnyAnswer)
    except (msgspec.ValidationError, RecursionError) as error:
        raise NotTaken("not in the form", str(error)) from error
    return _Maker(context, Finder(context.parsed.document.text, window), answer, by).claim()


class _Maker:
    """Makes one claim, and notes on the way what each part was found by."""

    def __init__(self, context: Context, finder: Finder, answer: AnyAnswer, by: str) -> None:
        self._context = context
        self._finder = finder
        self._answer = answer
        self._by = by
        self._sentence = finder.sentence(answer.sentence)
        span = finder.within(answer.quote, self._sentence)
        if span is None:
            raise NotTaken("quote not in its sentence", answer.quote)
        self._span = span
        self._why: list[Reason] = []

    def claim(self) -> Claim:
        """The claim.  Raises :class:`NotTaken`."""
        context, answer = self._context, self._answer
        span = context.parsed.span(self._span.start, self._span.end)
        self._note(str(answer.__struct_config__.tag), self._by, span.text)
        body, when = self._body(answer)
        sources = tuple(self._source(source) for source in answer.sources)
        said = self._time("said", answer.said)
        channel = None if answer.channel is None else self._channel(answer.channel)
        self._note("modality", self._by)
        background = self._background(when, attributed=bool(sources), running=isinstance(body, Toll))
        self._note("confidence", "not measured: what a model says")
        return Claim(
            id=id_of(context.parsed.document, span, body),
            document=context.parsed.document,
            sentence=self._sentence,
            span=span,
            body=body,
            sources=sources,
            channel=channel,
            quotation=self._quotation(attributed=bool(sources)),
            said=said,
            modality=answer.modality,
            background=background,
            confidence=CONFIDENCE,
            why=tuple(self._why),
        )

    def _body(self, answer: AnyAnswer) -> tuple[Event | Toll | Control, Time | None]:
        match answer:
            case EventAnswer():
                event = self._event(answer)
                return event, event.time
            case TollAnswer():
                toll = self._toll(answer)
                return toll, toll.period
            case ControlAnswer():
                control = self._control(answer)
                return control, control.time

    def _event(self, answer: EventAnswer) -> Event:
        if answer.mode is not None and answer.mode not in event_modes():
            raise NotTaken("not in the form", f"there is no mode {answer.mode[:80]!r}")
        trigger = self._own(answer.trigger)
        return Event(
            type=answer.type,
            mode=answer.mode,
            actors=self._actors("event.actors", answer.actors),
            recipients=self._actors("event.recipients", answer.recipients),
            places=self._places("event.places", answer.places),
            time=self._time("event.time", answer.time),
            condition=self._maybe_words(answer.condition),
            instrument=self._maybe_words(answer.instrument),
            trigger=self._context.parsed.span(trigger.start, trigger.end),
        )

    def _toll(self, answer: TollAnswer) -> Toll:
        if answer.group is not None and answer.group not in victim_groups():
            raise NotTaken("not in the form", f"there is no group {answer.group[:80]!r}")
        count, by = resolve.count(self._context, self._own(answer.count))
        self._note("toll.count", by, count.text)
        return Toll(
            harm=answer.harm,
            object=answer.object,
            group=answer.group if answer.object == "persons" else None,
            side=self._actor("toll.side", answer.side),
            count=count,
            scope=answer.scope,
            period=self._time("toll.period", answer.period),
            places=self._places("toll.places", answer.places),
            blamed=self._actors("toll.blamed", answer.blamed),
        )

    def _control(self, answer: ControlAnswer) -> Control:
        count = None
        if answer.count is not None:
            count, by = resolve.count(self._context, self._own(answer.count))
            self._note("control.count", by, count.text)
        return Control(
            action=answer.action,
            by=self._actor("control.by", answer.by),
            from_=self._actor("control.from", answer.from_),
            places=self._places("control.places", answer.places),
            count=count,
            time=self._time("control.time", answer.time),
            wording=self._words(answer.wording),
        )

    def _source(self, answer: SourceAnswer) -> Actor:
        sentence = self._finder.sentence(answer.sentence)
        cue = self._finder.within(answer.cue, sentence) if answer.cue is not None else None
        if answer.cue is not None and cue is None:
            raise NotTaken("source not in its sentence", answer.cue)
        who = self._finder.nearest(answer.who, sentence, cue)
        if who is None:
            raise NotTaken("source not in its sentence", answer.who)
        found, by = resolve.speaker(self._context, who)
        self._note("sources", self._by, resolve.words_at(self._context.parsed, cue) if cue is not None else None)
        self._note("sources", by, found.text)
        return found

    def _actor(self, part: str, words: str | None) -> Actor | None:
        if words is None:
            return None
        found, by = resolve.actor(self._context, self._near(words))
        self._note(part, by, found.text)
        return found

    def _actors(self, part: str, several: Sequence[str]) -> tuple[Actor, ...]:
        actors: list[Actor] = []
        for words in several:
            found, by = resolve.actors(self._context, self._near(words))
            self._note(part, by, found[0].text)
            actors += found
        return tuple(dict.fromkeys(actors))

    def _places(self, part: str, several: Sequence[str]) -> tuple[Place, ...]:
        places: list[Place] = []
        for words in several:
            found, by = resolve.places(self._context, self._near(words))
            self._note(part, by, found[0].text)
            places += found
        return tuple(dict.fromkeys(places))

    def _time(self, part: str, words: str | None) -> Time | None:
        if words is None:
            return None
        found, by = resolve.time(self._context, self._near(words))
        self._note(part, by, found.text)
        return found

    def _near(self, words: str) -> Stretch:
        return self._finder.near(words, self._sentence, self._span)

    def _own(self, words: str) -> Stretch:
        """Where words stand that must stand in the claim's own sentence."""
        found = self._finder.within(words, self._sentence, self._span)
        if found is None:
            raise NotTaken("words not in the sentence", words)
        return found

    def _words(self, words: str) -> str:
        return resolve.words_at(self._context.parsed, self._own(words))

    def _maybe_words(self, words: str | None) -> str | None:
        return None if words is None else self._words(words)

    def _background(self, when: Time | None, *, attributed: bool, running: bool) -> bool:
        """By the rules' own lights: a model is not asked what is news."""
        span = self._context.doc.char_span(self._span.start, self._span.end, alignment_mode="expand")
        if span is None:
            self._note("background", "no words of it")
            return False
        found, by = is_background(self._context, span.root, when, attributed=attributed, running=running)
        self._note("background", by)
        return found

    def _channel(self, words: str) -> str:
        written = self._words(words)
        self._note("channel", self._by, written)
        return resolve.channel(written)

    def _quotation(self, *, attributed: bool) -> Quotation:
        found = self._marks(attributed=attributed)
        self._note("quotation", "quotation marks" if found in ("direct", "mixed") else "no quotation marks")
        return found

    def _marks(self, *, attributed: bool) -> Quotation:
        start, end = self._span.start, self._span.end
        if self._context.parsed.quoted(start, end):
            return "direct" if attributed else "mixed"
        quotes = self._context.parsed.quotes
        if any(q.start < end and start < q.end and q.end - q.start > _QUOTATION for q in quotes):
            return "mixed"
        return "indirect" if attributed else "none"

    def _note(self, part: str, by: str, text: str | None = None) -> None:
        self._why.append(Reason(part=part, by=by, text=text))
