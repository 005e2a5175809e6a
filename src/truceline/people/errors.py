"""What cannot be done with people, and what to do instead."""

from __future__ import annotations


class PeopleError(Exception):
    """``what`` cannot be done, and what to do (``hint``)."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what} {hint}")
        self.what = what
        self.hint = hint


class SignInError(PeopleError):
    """Nobody was signed in; ``wait`` is for how many seconds no other attempt is looked at."""

    def __init__(self, what: str, hint: str, wait: int = 0) -> None:
        super().__init__(what, hint)
        self.wait = wait
