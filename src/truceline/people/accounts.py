"""The accounts of a ledger: who is there, what they may do, and what is written down of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..ledger.people import AuditEntry, PeopleTables, StoredPerson
from ..translation import _
from . import moments, passwords
from .errors import PeopleError
from .owner import owner_name
from .roles import ROLES

_LONGEST_NAME = 64
REMOVED = "people.remove"
"""What is written down when somebody is removed."""


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, and from which address; without one, at the machine itself."""

    name: str | None
    address: str | None = None


def folded(name: str) -> str:
    """A name as it is compared: upper and lower case are the same."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


class Accounts:
    """The people of a ledger.  What is done to them is written to the audit log, with ``by`` whom."""

    def __init__(self, tables: PeopleTables, now: Callable[[], datetime] = moments.now) -> None:
        self.tables = tables
        self.now = now

    def all(self) -> list[StoredPerson]:
        """All people, by their names."""
        return self.tables.people()

    def named(self, name: str) -> StoredPerson:
        """The person of a name."""
        found = self.tables.by_name(folded(name))
        if found is None:
            there = ", ".join(p.name for p in self.all()) or _("nobody yet")
            raise PeopleError(
                _("There is nobody named %(name)s.") % {"name": name}, _("There are: %(names)s.") % {"names": there}
            )
        return found

    def has_administrator(self) -> bool:
        """Whether somebody may do everything."""
        return bool(self._administrators())

    def add(
        self, name: str, role: str, by: By, *, password: str | None = None, email: str | None = None,
        subject: tuple[str, str] | None = None, again: bool = False,
    ) -> StoredPerson:  # fmt: skip
        """Let somebody new in: with a password, or through a provider that knows them by ``email`` or ``subject``
        (issuer and id).  The name of somebody who was removed is taken ``again`` only."""
        name = unicodedata.normalize("NFC", name).strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise PeopleError(
                _("This is no name for a person here."), _("Give 1 to %(most)s letters.") % {"most": _LONGEST_NAME}
            )
        if self.tables.by_name(folded(name)) is not None:
            raise PeopleError(_("There is somebody named %(name)s already.") % {"name": name}, _("Give another name."))
        if not again and (day := self.removed(name)) is not None:
            raise PeopleError(
                _("Somebody named %(name)s was removed on %(day)s; what they decided and did keeps the name.")
                % {"name": name, "day": day},
                _("Give another name; or, if it is the same person, say so."),
            )
        _known(role)
        if password is not None:
            passwords.refuse_weak(password, name)
        issuer, id_ = subject or (None, None)
        self.tables.add_person({
            "name": name, "folded": folded(name), "role": role, "email": self._free(email), "issuer": issuer,
            "subject": id_, "password": None if password is None else passwords.hashed(password), "enabled": True,
            "created_at": moments.stored(self.now()),
        })  # fmt: skip
        self.record("people.add", by, name=name, role=role)
        return self.named(name)

    def set_role(self, name: str, role: str, by: By) -> None:
        """Let somebody do more or less from now on."""
        person = self.named(name)
        _known(role)
        if role != "administrator":
            self._keep_one(person)
        self.tables.change_person(person.key, role=role)
        self.record("people.role", by, name=person.name, role=role, before=person.role)

    def link(self, person: StoredPerson, issuer: str, subject: str, by: By) -> None:
        """Remember by which id a provider knows somebody; from now on their address of mail does not matter."""
        self.tables.change_person(person.key, issuer=issuer, subject=subject)
        self.record("people.link", by, name=person.name)

    def set_email(self, name: str, email: str, by: By) -> None:
        """By which address of mail a provider knows somebody; empty: by none.  What it knew them by is forgotten."""
        person = self.named(name)
        free = self._free(email) if email.strip().casefold() != person.email else person.email
        self.tables.change_person(person.key, email=free, issuer=None, subject=None)
        self.record("people.email", by, name=person.name)

    def set_password(self, name: str, password: str, by: By, *, keep: str | None = None) -> None:
        """Give somebody another password; their sessions end, but for the one of ``keep`` (its digest)."""
        person = self.named(name)
        passwords.refuse_weak(password, person.name)
        self.tables.change_person(person.key, ends=True, keep=keep, password=passwords.hashed(password))
        self.record("people.password", by, name=person.name)

    def set_enabled(self, name: str, enabled: bool, by: By) -> None:
        """Let somebody in again, or no more: then their sessions end, and their tokens are of no use meanwhile."""
        person = self.named(name)
        if not enabled:
            self._keep_one(person)
        self.tables.change_person(person.key, ends=not enabled, enabled=enabled)
        self.record("people.enable" if enabled else "people.disable", by, name=person.name)

    def remove(self, name: str, by: By) -> int:
        """Remove somebody who has left: they are signed out, and what they signed in with is deleted, and so are their
        rights to restricted reports; of how many.  What they decided and what is written down keeps the name."""
        person = self.named(name)
        self._keep_one(person)
        reports = self.tables.remove_person(person.key, by.name or owner_name())
        self.record(REMOVED, by, name=person.name, role=person.role, restricted=reports)
        return reports

    def removed(self, name: str) -> str | None:
        """The day (ISO) on which somebody of this name was removed, the latest; null where nobody was."""
        return next((at[:10] for at, gone in self._removed() if folded(gone) == folded(name)), None)

    def anybody_removed(self) -> bool:
        """Whether somebody was removed."""
        return any(True for _gone in self._removed())

    def _removed(self) -> Iterator[tuple[str, str]]:
        """When who was removed, the latest first."""
        total, _entries = self.tables.audit(action=REMOVED, limit=1)
        yield from ((one.at, one.details["name"]) for one in self.tables.audit(action=REMOVED, limit=total)[1])

    def record(self, action: str, by: By, **details: Any) -> None:
        """Write down what was done, for good."""
        self.tables.record(moments.stored(self.now()), action, by.name, by.address, details)

    def audit(
        self, *, action: str | None = None, person: str | None = None, offset: int = 0, limit: int = 100
    ) -> tuple[int, list[AuditEntry]]:  # fmt: skip
        """What was done, the latest first: how much there is, and some of it."""
        return self.tables.audit(action=action, person=person, offset=offset, limit=limit)

    def _free(self, email: str | None) -> str | None:
        """An address of mail that nobody else has."""
        wanted = (email or "").strip().casefold()
        if not wanted:
            return None
        if "@" not in wanted[1:-1] or not wanted.isprintable() or " " in wanted:
            raise PeopleError(
                _("%(address)s is no address of mail.") % {"address": email}, _("Write it as in name@example.org.")
            )
        if self.tables.by_email(wanted) is not None:
            told = _("Somebody has the address %(address)s already.") % {"address": wanted}
            raise PeopleError(told, _("Give another one."))
        return wanted

    def _administrators(self) -> list[StoredPerson]:
        return [p for p in self.all() if p.enabled and p.role == "administrator"]

    def _keep_one(self, person: StoredPerson) -> None:
        """Refuse that nobody is left who could let others in."""
        if [p.key for p in self._administrators()] == [person.key]:
            raise PeopleError(
                _("%(name)s is the only administrator.") % {"name": person.name}, _("Make somebody else one first.")
            )


def _known(role: str) -> None:
    if role not in ROLES:
        raise PeopleError(
            _("%(role)s is no role.") % {"role": role}, _("There are: %(names)s.") % {"names": ", ".join(ROLES)}
        )
