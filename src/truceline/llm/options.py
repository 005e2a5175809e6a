"""What a user may set of the extractor that asks a language model; checked before anything is sent."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

KEY_VARIABLE = "TRUCELINE_LLM_KEY"
"""The environment variable that holds the endpoint's key."""


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """Which model to ask, and how.  Raises ValueError, with what to write instead, for what cannot be.

    ``endpoint`` is the base address of an API like OpenAI's ("http://localhost:11434/v1").  ``key`` is sent as a bearer
    token; without one that of the environment variable ``TRUCELINE_LLM_KEY`` is taken, if there is one.
    """

    endpoint: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    """Seconds within which an answer must be complete; models on a machine of one's own may need more."""
    retries: int = 4
    """How often a request is made again after a failure that may pass, or after an answer that is no use."""
    rate: float | None = None
    """At most so many requests a minute, over all workers; null for no limit but the endpoint's own."""
    window: int = 6000
    """Characters of the report sent at a time, cut at ends of paragraphs.  Smaller ones miss less and cost more."""
    answer_tokens: int = 4096
    """Most tokens of one answer.  An answer that is cut off there is asked for again in two halves."""
    price_in: float | None = None
    price_out: float | None = None
    """What a million tokens cost, read and written, in whatever currency; null: no cost is worked out."""
    max_tokens: int | None = None
    max_cost: float | None = None
    """Most tokens (read and written) and greatest cost of a run; before more could be used up, it ends."""

    def __post_init__(self) -> None:
        _check_address(self.endpoint)
        if not self.model.strip() or not self.model.isprintable() or len(self.model) > 200:
            raise ValueError("the model needs a name, as the endpoint lists it")
        if self.key is None:
            object.__setattr__(self, "key", os.environ.get(KEY_VARIABLE, "").strip() or None)
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise ValueError(f"the key in {KEY_VARIABLE} has characters that no key has; copy it anew")
        for name, least in (("timeout", 0.1), ("retries", 0), ("window", 200), ("answer_tokens", 64)):
            if getattr(self, name) < least:
                raise ValueError(f"{name} must be at least {least:g}")
        for name in ("rate", "max_tokens", "max_cost"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise ValueError(f"{name} must be more than nothing")
        if (self.price_in is None) != (self.price_out is None):
            raise ValueError("of the prices, give both: that of tokens read and that of tokens written")
        if self.price_in is not None and self.price_out is not None and min(self.price_in, self.price_out) < 0:
            raise ValueError("a price cannot be less than nothing")
        if self.max_cost is not None and self.price_in is None:
            raise ValueError("a greatest cost needs the prices of tokens read and written")

    @property
    def url(self) -> str:
        """Where requests go."""
        base = self.endpoint.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"

    @property
    def host(self) -> str:
        """Host and, where one is given, port of the endpoint."""
        return urlsplit(self.endpoint).netloc

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is on this machine, by its name; no name is looked up."""
        host = (urlsplit(self.endpoint).hostname or "").lower()
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def warning(self) -> str | None:
        """What the user must know before anything is sent; null when nothing leaves the machine."""
        if self.is_local:
            return None
        bare = "" if self.endpoint.lower().startswith("https:") else ", unencrypted"
        return f"The sentences of the reports leave this machine: they are sent to {self.host}{bare}."


def _check_address(endpoint: str) -> None:
    try:
        parts = urlsplit(endpoint)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
        parts = urlsplit("")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"an address must not hold a key or a password; put it into {KEY_VARIABLE}")
    if not known or parts.query or parts.fragment or not endpoint.isprintable() or " " in endpoint:
        raise ValueError(
            f"{endpoint!r} is not the address of an endpoint; write the part before /chat/completions, "
            "as in http://localhost:11434/v1"
        )
