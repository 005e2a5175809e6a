"""How ``truceline serve`` lets others in: its options, and what follows from them."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

if TYPE_CHECKING:
    from ..ledger import Ledger
    from ..people.provider import ProviderSettings
    from ..web.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

_file = click.Path(exists=True, dir_okay=False, path_type=Path)

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--sign-in", is_flag=True, help="Have everybody sign in, on this machine too."),
    click.option("--read-only", is_flag=True, help="Let nothing be changed by anybody."),
    click.option("--public-url", metavar="URL", help="The address that others know, as in https://ledger.example.org."),
    click.option("--allowed-host", "allowed_hosts", multiple=True, metavar="NAME",
                 help="Another name of this machine to answer under."),
    click.option("--behind-proxy", metavar="ADDRESS",
                 help="Believe the proxy at this address about who asks (X-Forwarded-For and -Proto)."),
    click.option("--certfile", type=_file, metavar="FILE", help="Certificate for HTTPS, with the chain (PEM)."),
    click.option("--keyfile", type=_file, metavar="FILE", help="The key of the certificate (PEM)."),
    click.option("--oidc-issuer", metavar="URL", envvar="TRUCELINE_OIDC_ISSUER", show_envvar=True,
                 help="OpenID Connect provider where people may sign in."),
    click.option("--oidc-client-id", metavar="ID", envvar="TRUCELINE_OIDC_CLIENT_ID", show_envvar=True,
                 help="What this program is called there."),
    click.option("--oidc-secret-file", type=_file, metavar="FILE",
                 help="File with the secret that goes with it; else TRUCELINE_OIDC_CLIENT_SECRET."),
    click.option("--oidc-name", metavar="NAME", help="What the button for it says; else its host."),
    click.option("--oidc-create-role", type=click.Choice(["reader"]),
                 help="Give an account to whoever comes from there and has none."),
)  # fmt: skip


def team_options(command: F) -> F:
    """The options; the command gets them as keyword arguments, for :meth:`Team.of`."""
    return reduce(lambda wrapped, option: option(wrapped), reversed(_OPTIONS), command)


@dataclass(frozen=True, slots=True)
class Team:
    """What others are let in by: the settings of the application, and of the server that runs it."""

    settings: Settings
    certfile: Path | None
    keyfile: Path | None
    proxy: str | None

    @classmethod
    def of(cls, host: str, given: dict[str, Any]) -> Team:
        """What follows from the options; raises an error where they do not fit together."""
        from ..web.settings import Settings
        from .app import UserError

        certfile, keyfile, public = given["certfile"], given["keyfile"], given["public_url"]
        if (certfile is None) != (keyfile is None):
            raise UserError("HTTPS needs both --certfile and --keyfile.", 2)
        told = urlsplit(public or "")
        if public and (told.scheme not in ("http", "https") or not told.hostname or told.path.strip("/")):
            raise UserError(f"{public} is no address to be known by; write it as in https://ledger.example.org.", 2)
        away = not is_loopback(host)
        names = (*given["allowed_hosts"], *([told.hostname] if told.hostname else ()), *([host] if away else ()))
        settings = Settings(
            sign_in=bool(given["sign_in"] or away or names or given["behind_proxy"] or given["oidc_issuer"]),
            read_only=given["read_only"], secure=bool(certfile or told.scheme == "https"),
            hosts=tuple(name.lower() for name in names), addresses=away, provider=_provider(given),
            public_url=public.rstrip("/") if public else None,
        )  # fmt: skip
        return cls(settings, certfile, keyfile, given["behind_proxy"])

    def refuse_without_accounts(self, book: Ledger, host: str, port: int) -> None:
        """Refuse to let others in where nobody could say who may."""
        from ..people.accounts import Accounts
        from .app import UserError

        if self.settings.sign_in and not Accounts(book.store.people()).has_administrator():
            away = not is_loopback(host)
            tunnel = (
                f" Or leave --host away, and reach this machine through an SSH tunnel: "
                f"ssh -L {port}:127.0.0.1:{port} THIS-MACHINE" if away else ""
            )  # fmt: skip
            raise UserError(
                f"{f'{host} can be reached by others, and' if away else 'People have to sign in, but'} {book.path} has "
                "no accounts. Make one for an administrator first: "
                f"truceline people add NAME --role administrator --ledger {book.path}.{tunnel}",
                2,
            )

    def warning(self, host: str) -> str | None:
        """What has to be said before others are let in."""
        if is_loopback(host) or self.settings.secure or self.proxy:
            return None
        return (
            "Passwords go over the network as they are: use --certfile and --keyfile, or a proxy that speaks HTTPS "
            "(--public-url https://...)."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _provider(given: dict[str, Any]) -> ProviderSettings | None:
    import os

    from ..people.provider import ProviderSettings, refuse_unsafe
    from .app import UserError

    issuer, client_id, file = given["oidc_issuer"], given["oidc_client_id"], given["oidc_secret_file"]
    if not issuer:
        if client_id or file or given["oidc_create_role"]:
            raise UserError("Signing in through a provider needs --oidc-issuer.", 2)
        return None
    secret = file.read_text().strip() if file else os.environ.get("TRUCELINE_OIDC_CLIENT_SECRET", "")
    if not client_id or not secret:
        raise UserError(
            "Signing in through a provider needs --oidc-client-id, and the secret that goes with it: in a file "
            "(--oidc-secret-file) or in TRUCELINE_OIDC_CLIENT_SECRET.",
            2,
        )
    refuse_unsafe(issuer)
    name = given["oidc_name"] or urlsplit(issuer).hostname or issuer
    return ProviderSettings(issuer, client_id, secret, name, given["oidc_create_role"])
