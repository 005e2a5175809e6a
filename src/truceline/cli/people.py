"""``truceline people``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..people.roles import ROLES
from .options import json_option, ledger_option

if TYPE_CHECKING:
    from ..people.accounts import Accounts, By

_role = click.Choice(ROLES)


@click.group(short_help="Say who may sign in to a ledger.")
def command() -> None:
    """Say who may sign in to a ledger that several people use (`truceline serve --sign-in`), and what they may do.

    A reader sees and exports everything; a reviewer also writes what has been reviewed; an administrator also decides
    who may come in.  Passwords are asked for, or read from standard input when it is no terminal: they are never given
    on the command line, where others could see them.

    \b
    Examples:
      truceline people add Ada --role administrator
      truceline people add Bo --role reader --email bo@example.org --no-password
      truceline people remove Bo
      truceline people token add Ada "nightly export" --days 90
      truceline people audit --action export
    """


@command.command("list", short_help="List everybody.")
@ledger_option
@json_option("everybody, one a line,")
def list_people(ledger: Path, as_json: bool) -> None:
    """List everybody who may sign in."""
    from .console import console, table

    with _opened(ledger) as (accounts, _by):
        people = accounts.all()
    if as_json:
        for person in people:
            told = {"name": person.name, "role": person.role, "email": person.email, "enabled": person.enabled,
                    "password": person.password is not None, "provider": person.subject is not None,
                    "created_at": person.created_at}  # fmt: skip
            click.echo(json.dumps(told, ensure_ascii=False))
        return
    if not people:
        click.echo("Nobody has an account. Make one: truceline people add NAME --role administrator", err=True)
        return
    made = table("name", "role", "mail", "let in", "since")
    for person in people:
        let_in = "yes" if person.enabled else "no"
        made.add(person.name, person.role, person.email or "", let_in, person.created_at[:10])
    console().print(made)


@command.command(short_help="Add somebody.")
@click.argument("name")
@click.option("--role", type=_role, required=True, help="What they may do.")
@click.option("--email", metavar="ADDRESS", help="By which address of mail an OpenID Connect provider knows them.")
@click.option("--password/--no-password", "with_password", default=True,
              help="Ask for a password, or let them sign in through the provider alone.")  # fmt: skip
@click.option("--again", is_flag=True, help="It is the same person as one who was removed, and has the same name.")
@ledger_option
def add(name: str, role: str, email: str | None, with_password: bool, again: bool, ledger: Path) -> None:
    """Add somebody who may sign in.

    What somebody decided who was removed keeps their name; another person has to have another one.  With --again it
    is the same person who comes back.
    """
    with _opened(ledger) as (accounts, by):
        password = _password(name) if with_password else None
        person = accounts.add(name, role, by, password=password, email=email, again=again)
    click.echo(f"{person.name} may sign in as {person.role}.")


@command.command("role", short_help="Let somebody do more or less.")
@click.argument("name")
@click.argument("role", type=_role)
@ledger_option
def change_role(name: str, role: str, ledger: Path) -> None:
    """Let somebody do more or less, from now on."""
    with _opened(ledger) as (accounts, by):
        accounts.set_role(name, role, by)
    click.echo(f"{name} is {role} now.")


@command.command(short_help="Say by which address of mail a provider knows somebody.")
@click.argument("name")
@click.argument("address")
@ledger_option
def email(name: str, address: str, ledger: Path) -> None:
    """Say by which address of mail an OpenID Connect provider knows somebody; an empty one: by none."""
    with _opened(ledger) as (accounts, by):
        accounts.set_email(name, address, by)
    click.echo(f"{name} is known by {address or 'no address'} now.")


@command.command(short_help="Give somebody another password.")
@click.argument("name")
@ledger_option
def password(name: str, ledger: Path) -> None:
    """Give somebody another password; wherever they are signed in, they are signed out."""
    with _opened(ledger) as (accounts, by):
        accounts.named(name)
        accounts.set_password(name, _password(name), by)
    click.echo(f"{name} has another password now, and is signed out everywhere.")


@command.command(short_help="Let somebody in no more.")
@click.argument("name")
@ledger_option
def disable(name: str, ledger: Path) -> None:
    """Let somebody in no more: they are signed out, and their tokens are of no use."""
    with _opened(ledger) as (accounts, by):
        accounts.set_enabled(name, False, by)
    click.echo(f"{name} is not let in any more.")


@command.command(short_help="Let somebody in again.")
@click.argument("name")
@ledger_option
def enable(name: str, ledger: Path) -> None:
    """Let somebody in again."""
    with _opened(ledger) as (accounts, by):
        accounts.set_enabled(name, True, by)
    click.echo(f"{name} may sign in again.")


@command.command(short_help="Remove somebody who has left.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask whether you mean it.")
@ledger_option
def remove(name: str, yes: bool, ledger: Path) -> None:
    """Remove somebody who has left, for good: they are signed out, and their password, their tokens and what a provider
    knows them by are deleted.  They are no longer among those who may read restricted reports.

    What they decided, and what is written down of what they did, keeps their name.  To let somebody in no more for a
    while, use `truceline people disable`.

    \b
    Examples:
      truceline people remove Bo
    """
    with _opened(ledger) as (accounts, by):
        person = accounts.named(name)
        if not yes:
            click.confirm(f"Remove {person.name} ({person.role}) for good?", abort=True)
        reports = accounts.remove(name, by)
    told = f", and may no longer read {reports} restricted report{'' if reports == 1 else 's'}" if reports else ""
    click.echo(f"{person.name} is removed{told}. What they decided keeps their name.")


@command.command(short_help="List what was done.")
@click.option("--action", metavar="NAME", help="Only this: sign-in, sign-in.failed, sign-out, export, people.add, ...")
@click.option("--person", metavar="NAME", help="Only by this person.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, metavar="N", help="At most so many.")
@ledger_option
@json_option("the entries, one a line,")
def audit(action: str | None, person: str | None, limit: int, ledger: Path, as_json: bool) -> None:
    """List what was done, the latest first: sign-ins, exports, changes of people.  None of it can be changed."""
    from .console import console, table

    with _opened(ledger) as (accounts, _by):
        total, entries = accounts.audit(action=action, person=person, limit=limit)
    if as_json:
        for entry in entries:
            click.echo(json.dumps(asdict(entry), ensure_ascii=False))
        return
    made = table("when", "who", "what", "of what", "from")
    for entry in entries:
        told = ", ".join(f"{name} {value}" for name, value in entry.details.items() if value not in ("", None))
        made.add(entry.at, entry.person or "", entry.action, told, entry.address or "")
    console().print(made)
    click.echo(f"{len(entries)} of {total} entries.", err=True)


@command.group(short_help="Tokens with which programs ask /api/v1.")
def token() -> None:
    """Tokens with which programs ask /api/v1: they send `Authorization: Bearer TOKEN`."""


@token.command("add", short_help="Make a token.")
@click.argument("name")
@click.argument("called")
@click.option("--role", type=_role, default="reader", show_default=True, help="What it may do, at most what they may.")
@click.option("--days", type=click.IntRange(1, 3_650), metavar="N", help="For so many days; without it, for good.")
@ledger_option
def add_token(name: str, called: str, role: str, days: int | None, ledger: Path) -> None:
    """Make a token for somebody, CALLED after what it is for, and print it.  It is not shown again."""
    from ..people.sessions import Sessions

    with _opened(ledger) as (accounts, by):
        secret = Sessions(accounts).add_token(name, called, by, role=role, days=days)
    click.echo(secret)


@token.command("list", short_help="List tokens.")
@ledger_option
@json_option("the tokens, one a line,")
def list_tokens(ledger: Path, as_json: bool) -> None:
    """List the tokens; what they are cannot be shown again."""
    from .console import console, table

    with _opened(ledger) as (accounts, _by):
        tokens = accounts.tables.tokens()
    if as_json:
        for token, person in tokens:
            told = {"id": token.id, "person": person.name, "called": token.name, "role": token.role,
                    "created_at": token.created_at, "ends_at": token.ends_at, "used_at": token.used_at}  # fmt: skip
            click.echo(json.dumps(told, ensure_ascii=False))
        return
    made = table("id", "whose", "for", "role", "made", "ends", "last used")
    for token, person in tokens:
        ends, used = token.ends_at or "", token.used_at or ""
        made.add(token.id, person.name, token.name, token.role, token.created_at, ends, used)
    console().print(made)


@token.command("revoke", short_help="Take a token away.")
@click.argument("id_", metavar="ID")
@ledger_option
def revoke(id_: str, ledger: Path) -> None:
    """Take a token away, by its id: it is of no use from now on."""
    from ..people.sessions import Sessions

    with _opened(ledger) as (accounts, by):
        Sessions(accounts).remove_token(id_, by)
    click.echo(f"The token {id_} is of no use any more.")


@contextmanager
def _opened(ledger: Path) -> Iterator[tuple[Accounts, By]]:
    """The accounts of a ledger, and who sits at this machine."""
    from ..ledger import Ledger
    from ..people.accounts import Accounts, By
    from ..people.owner import owner_name

    with Ledger(ledger, create=False) as book:
        yield Accounts(book.store.people()), By(f"{owner_name()} (command line)")


def _password(name: str) -> str:
    """A password as it is typed twice, or the first line of standard input."""
    from .app import UserError

    if sys.stdin.isatty():
        typed: str = click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt="Once more")
        return typed
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UserError("There is no password on standard input. Type it at a terminal, or send it in a line.", 2)
    return line
