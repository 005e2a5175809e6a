"""Options and errors that the commands of review share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from .options import Decorator


def _user() -> str | None:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in the system's list
        return None


by_option: Decorator[Any] = click.option(
    "--by", default=_user, required=True, envvar="TRUCELINE_REVIEWER", show_envvar=True, metavar="NAME",
    help="Who decides; your name on this machine unless told.",
)  # fmt: skip

round_option: Decorator[Any] = click.option(
    "--round", "round_name", metavar="NAME", help="In this round (see `truceline review round`)."
)

why_option: Decorator[Any] = click.option("--why", metavar="TEXT", help="The reason, which is kept with the decision.")


def counted(number: int, of: str) -> str:
    """A number of things, as in "2 documents"."""
    return f"{number} {of}{'' if number == 1 else 's'}"


@contextmanager
def raising() -> Iterator[None]:
    """What cannot be decided is told without a traceback."""
    from ..review.records import ReviewError
    from .app import UserError

    try:
        yield
    except ReviewError as error:
        raise UserError(str(error)) from error
