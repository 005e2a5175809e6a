"""What an extractor hands over: a body and where it stands; who says it, and how, is worked out afterwards.

``assemble.py`` turns drafts into claims: it looks up the attribution that the ``anchor`` stands in (sources, channel,
quotation, said), the modality and the background of its clause, and the confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from ..records import Control, Event, Modality, Reason, Toll


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making.

    ``anchor`` is the token whose clause carries the claim (the verb, or the noun where there is no verb);
    ``start``/``end`` the smallest stretch of text that carries it, within one sentence.  ``modality`` or ``background``
    are set only where the extractor knows better than the general rules.  ``score`` (0 to 1) is the extractor's own
    trust in the rule that fired.
    """

    body: Event | Toll | Control
    anchor: Token
    start: int
    end: int
    why: tuple[Reason, ...]
    score: float
    modality: Modality | None = None
    background: bool | None = None
