"""How the application is run: who may come in, under which names, and whether anything may be changed."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from ..people.provider import ProviderSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """``hosts`` are the names, beside those of this machine itself, under which pages are answered; ``sign_in`` whether
    a person has to sign in; ``read_only`` that nothing but signing in and out is done; ``secure`` that all of it goes
    over HTTPS, so that cookies are sent no other way; ``addresses`` that it is asked by addresses of
    numbers too; ``provider`` where people can sign in instead; ``public_url`` the address that others know, without
    a slash at its end, null: the one that was asked."""

    sign_in: bool = False
    read_only: bool = False
    secure: bool = False
    hosts: tuple[str, ...] = ()
    addresses: bool = False
    provider: ProviderSettings | None = None
    public_url: str | None = None


def settings_of(request: Request) -> Settings:
    """How the application that was asked is run."""
    settings: Settings = request.app.state.settings
    return settings
