"""From the words of a model to claims as plain data, whatever it wrote around them."""

from __future__ import annotations

import json
import re
from typing import Any

from .trouble import Useless

#: What models that think aloud put before their answer.
_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)


def raw_claims(content: str) -> list[Any]:
    """The list under "claims" of the JSON object in an answer; its members are not looked at yet.

    Raises :class:`~truceline.llm.trouble.Useless`.
    """
    content = _THOUGHTS.sub("", content)
    fenced = _FENCE.search(content)
    for text in (content, fenced.group(1) if fenced else "", content[max(content.find("{"), 0) :]):
        found = _object(text.strip())
        if found is not None:
            break
    else:
        raise Useless("an answer that is not JSON", content[:2000])
    claims = found.get("claims")
    if not isinstance(claims, list):
        raise Useless("an answer without a list of claims", content[:2000])
    return claims


def _object(text: str) -> dict[str, Any] | None:
    try:
        found, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
