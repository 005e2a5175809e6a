"""Review as people and pages use it: deciding, undoing, the queue, rounds, and what stands after all of it."""

from __future__ import annotations

from .deciding import Deciding
from .deciding_incidents import DecidingIncidents
from .review_importing import Importing
from .review_looking import Looking
from .review_queue import MINUTES, Queueing
from .review_rounds import Rounds
from .review_standing import AfterReview

__all__ = ["MINUTES", "Reviews"]


class Reviews(Deciding, DecidingIncidents, Queueing, Rounds, AfterReview, Importing, Looking):
    """``ledger.reviews``: what people decided about the claims of a ledger.

    Claims are named by their ids, people by their names.  Nothing is ever changed or removed: every decision is a line
    of a log, each chained to the one before it (:mod:`truceline.review.chain`), and everything else is folded from it.
    What cannot be done raises :class:`~truceline.review.records.ReviewError`, whose text is for people and whose
    ``field`` names the wrong field of a correction.
    """
