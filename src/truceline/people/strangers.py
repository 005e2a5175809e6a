"""Whose account it is when somebody comes from a provider."""

from __future__ import annotations

from ..ledger.people import StoredPerson
from ..translation import _
from .accounts import Accounts, By, folded
from .errors import SignInError
from .provider import Known
from .roles import Role


def person_from(accounts: Accounts, known: Known, create_role: Role | None, address: str | None) -> StoredPerson:
    """The account of somebody whom a provider knows.

    It is the one that the provider's id was linked to before; else the one of the address of mail, if the provider has
    verified it and nobody else was linked to it, and it is linked now; else, with ``create_role``, a new one.

    Raises :class:`SignInError` where there is none, or where it is not let in.
    """
    person = accounts.tables.by_subject(known.issuer, known.subject)
    if person is None and known.email is not None:
        person = accounts.tables.by_email(known.email.strip().casefold())
        if person is not None and person.subject is not None:
            raise _refused(accounts, known, address, "the address of mail is linked to another id")
        if person is not None:
            accounts.link(person, known.issuer, known.subject, By(person.name, address))
    if person is None and create_role is not None:
        name, subject = _free_name(accounts, known), (known.issuer, known.subject)
        person = accounts.add(name, create_role, By(name, address), email=known.email, subject=subject)
    if person is None:
        raise _refused(accounts, known, address, "there is no account")
    if not person.enabled:
        raise _refused(accounts, known, address, "the account is not let in")
    return person


def _refused(accounts: Accounts, known: Known, address: str | None, why: str) -> SignInError:
    who = (known.email or known.subject)[:64]
    accounts.record("sign-in.refused", By(who, address), method="provider", why=why)
    return SignInError(
        _("The provider knows you, but this ledger has no account for you."),
        _("Ask an administrator to add one with your address of mail (%(address)s).")
        % {"address": known.email or _("the provider has to verify it first")},
    )


def _free_name(accounts: Accounts, known: Known) -> str:
    wanted = (known.name or "").strip()[:48]
    wanted = wanted if wanted and wanted.isprintable() else "guest"
    number, name = 1, wanted
    while accounts.tables.by_name(folded(name)) is not None or accounts.removed(name) is not None:
        number += 1
        name = f"{wanted} {number}"
    return name
