"""A small OpenID Connect provider that runs on this machine: discovery, authorization code with PKCE, signed tokens.

It knows one person at a time (``claims``), signs in whoever comes, and can be told to be faulty.
"""

from __future__ import annotations

import base64
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT, SECRET = "truceline", "a secret of sixty-four letters that both of them know, and nobody else"

Claims = dict[str, Any]


@dataclass
class Provider:
    """What the provider knows, and how it is faulty: ``change`` makes other claims, ``sign`` another signature."""

    address: str = ""
    claims: Claims = field(default_factory=lambda: {"sub": "u-1", "email": "Bo@Example.org", "email_verified": True})
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    change: Callable[[Claims], Claims] = dict
    sign: Callable[[Provider, Claims], str] | None = None
    refuses: bool = False
    issuer: str | None = None
    only_userinfo: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        told = {"sub": self.claims["sub"]} if self.only_userinfo else self.claims
        claims = self.change({
            "iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **told,
        })  # fmt: skip
        if self.sign is not None:
            return self.sign(self, claims)
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)


def with_secret(provider: Provider, claims: Claims) -> str:
    """A token signed with what the client knows too."""
    del provider
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


def with_another_key(provider: Provider, claims: Claims) -> str:
    """A token signed by somebody else under the name of the provider's key."""
    del provider
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))


def unsigned(provider: Provider, claims: Claims) -> str:
    """A token that says that it needs no signature."""
    body = jwt.encode({"alg": "RS256"}, claims, provider.key).split(".")[1]
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    return f"{head}.{body}."


def application(provider: Provider) -> FastAPI:
    """The provider's pages."""
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    def configuration() -> dict[str, Any]:
        at = provider.address
        return {
            "issuer": provider.issuer or at, "authorization_endpoint": f"{at}/authorize", "jwks_uri": f"{at}/keys",
            "token_endpoint": f"{at}/token", "userinfo_endpoint": f"{at}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }  # fmt: skip

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return dict(KeySet([provider.key]).as_dict(private=False))

    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        provider.asked.append(asked)
        if provider.refuses:
            answer = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            provider.codes[code] = asked
            answer = {"code": code, "state": asked["state"], "iss": provider.address}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(answer)}", 302)

    @app.post("/token")
    async def token(request: Request) -> Response:
        sent = dict(parse_qsl((await request.body()).decode()))
        asked = provider.codes.pop(sent.get("code", ""), None)
        who = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        if (
            asked is None
            or who != f"{CLIENT}:{SECRET}"
            or sent["redirect_uri"] != asked["redirect_uri"]
            or asked["code_challenge_method"] != "S256"
            or create_s256_code_challenge(sent["code_verifier"]) != asked["code_challenge"]
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": provider.id_token(asked)})

    @app.get("/userinfo")
    def userinfo() -> Claims:
        return provider.claims

    return app


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers on a port that was free."""
    provider = Provider()
    server = uvicorn.Server(uvicorn.Config(application(provider), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    provider.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield provider
    server.should_exit = True
    thread.join()
