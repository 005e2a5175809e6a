"""Signing in through an OpenID Connect provider: the authorization code flow with PKCE, by Authlib and joserfc."""

from __future__ import annotations

import secrets
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from ..translation import _
from .errors import PeopleError, SignInError
from .roles import Role

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""What a provider may sign with: its own key, never a secret that it shares with us."""

SECONDS = 10
"""How long a provider may take to answer."""

LEEWAY = 60
"""Seconds by which its clock and ours may differ."""

_KEPT = 3_600
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Where people may sign in instead, what we are called there, what the page calls it, and the role of those who
    come from there and have no account (null: they are refused)."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    create_role: Role | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What has to be remembered while somebody is at the provider."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who somebody is to the provider; ``email`` null where it has not verified one."""

    issuer: str
    subject: str
    email: str | None
    name: str | None


def refuse_unsafe(issuer: str) -> None:
    """Refuse a provider that others on the way could pretend to be."""
    told = urlsplit(issuer)
    if told.scheme != "https" and not (told.scheme == "http" and told.hostname in _LOOPBACK):
        raise PeopleError(_("%(issuer)s is no address of a provider.") % {"issuer": issuer}, _("It begins with https://."))


class Provider:
    """A provider; what it says of itself is asked when it is first needed, and again after an hour."""

    def __init__(self, settings: ProviderSettings) -> None:
        refuse_unsafe(settings.issuer)
        self.settings = settings
        self._told: tuple[float, dict[str, Any]] | None = None

    def begin(self, back: str) -> tuple[str, Begun]:
        """The address to send a browser to, from which it comes ``back``, and what to remember meanwhile."""
        begun = Begun(*(secrets.token_urlsafe(32) for _ in range(3)))
        with self._client(back) as client:
            address, _given = client.create_authorization_url(
                self._metadata()["authorization_endpoint"], state=begun.state, nonce=begun.nonce,
                code_verifier=begun.verifier,
            )  # fmt: skip
        return str(address), begun

    def finish(self, back: str, begun: Begun, answer: Mapping[str, str]) -> Known:
        """Who came back, from what the provider put into the address.  Raises :class:`SignInError`."""
        from authlib.integrations.base_client import OAuthError
        from joserfc.errors import JoseError

        if not secrets.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise SignInError(_("This answer belongs to no sign-in of this browser."), _("Begin again."))
        if answer.get("error") or not answer.get("code"):
            raise SignInError(_("The provider did not sign you in."), _("Begin again, or ask those who run it."))
        if answer.get("iss", self.settings.issuer) != self.settings.issuer:
            raise SignInError(_("Another provider answered than was asked."), _("Begin again."))
        try:
            with self._client(back) as client:
                told = client.fetch_token(
                    self._metadata()["token_endpoint"], code=answer["code"], code_verifier=begun.verifier,
                    grant_type="authorization_code",
                )  # fmt: skip
                claims = self._claims(told, begun.nonce)
                if "email" not in claims:
                    claims |= self._more(client, claims["sub"])
        except (OAuthError, JoseError, httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise SignInError(
                _("The provider's answer cannot be trusted (%(why)s).") % {"why": type(error).__name__},
                _("Begin again; if it stays so, those who run this ledger have to look at its settings."),
            ) from error
        return self._known(claims)

    def _known(self, claims: dict[str, Any]) -> Known:
        email = claims.get("email") if claims.get("email_verified") is True else None
        name = claims.get("name") or claims.get("preferred_username") or email
        return Known(self.settings.issuer, str(claims["sub"]), email, name)

    def _claims(self, told: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """What the provider signed, once its key, its time and whom it is meant for have been looked at."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.jwk import KeySet

        metadata, ours = self._metadata(), self.settings
        supported = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
        keys = KeySet.import_key_set(self._get(metadata["jwks_uri"]))
        token = jwt.decode(told["id_token"], keys, algorithms=[name for name in supported if name in ALGORITHMS])
        claims = CodeIDToken(
            token.claims, token.header,
            {"iss": {"essential": True, "value": ours.issuer}, "aud": {"essential": True, "value": ours.client_id}},
            {"nonce": nonce, "client_id": ours.client_id, "access_token": told.get("access_token")},
        )  # fmt: skip
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _more(self, client: Any, subject: str) -> dict[str, Any]:
        """What the provider tells of somebody beside what it signed."""
        address = self._metadata().get("userinfo_endpoint")
        if address is None:
            return {}
        told: dict[str, Any] = client.get(address).raise_for_status().json()
        return told if told.get("sub") == subject else {}

    def _metadata(self) -> dict[str, Any]:
        if self._told is None or time.monotonic() - self._told[0] > _KEPT:
            address = f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"
            try:
                told = self._get(address)
            except (httpx.HTTPError, ValueError) as error:
                raise SignInError(
                    _("The provider cannot be reached."), _("Try again later, or sign in with a password.")
                ) from error
            if told.get("issuer") != self.settings.issuer:
                name = {"issuer": told.get("issuer")}
                raise SignInError(
                    _("The provider calls itself by another name than the one that was set."),
                    _("Those who run this ledger have to set the issuer to %(issuer)s.") % name,
                )
            self._told = time.monotonic(), told
        return self._told[1]

    @staticmethod
    def _get(address: str) -> Any:
        return httpx.get(address, timeout=SECONDS).raise_for_status().json()

    def _client(self, back: str) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Authlib asks for the next httpx, which is not needed for this
            from authlib.integrations.httpx_client import OAuth2Client
        ours = self.settings
        return OAuth2Client(
            ours.client_id, ours.client_secret, scope="openid email profile", redirect_uri=back,
            code_challenge_method="S256", timeout=SECONDS,
        )  # fmt: skip
