"""Passwords: which will do, their hashes (argon2id, as RFC 9106 advises for little memory), and if one is right."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..translation import _
from .errors import PeopleError

LEAST, MOST = 12, 1_000
"""Characters that a password has."""

_hasher = PasswordHasher()

_few = threading.BoundedSemaphore(2)
"""Each hash takes 64 MiB for a moment: many attempts at once must not take all there is."""


def refuse_weak(password: str, name: str) -> None:
    """Refuse a password that is too short, too long, or the name itself.

    Nothing is asked about its letters and digits: that makes passwords hard to remember, and not hard to guess.
    """
    if not LEAST <= len(password) <= MOST:
        raise PeopleError(
            _("This password has %(number)s characters.") % {"number": len(password)},
            _("Give one of %(least)s to %(most)s; several words in a row are easy to remember.")
            % {"least": LEAST, "most": MOST},
        )
    if name.casefold() in password.casefold() and len(password) < len(name) + LEAST:
        raise PeopleError(_("This password is little more than the name."), _("Give another one."))
    if len(set(password)) < 5:
        raise PeopleError(_("This password repeats a few characters."), _("Give another one."))


def hashed(password: str) -> str:
    """The hash of a password, with its salt and parameters."""
    with _few:
        return _hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; without a hash it is not, and that takes as long to find."""
    try:
        with _few:
            return _hasher.verify(stored or _nobodys(), password[:MOST]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than are advised today."""
    return _hasher.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    import secrets

    return _hasher.hash(secrets.token_urlsafe(32))
