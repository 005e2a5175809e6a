"""The optional extractor that asks a language model: any endpoint that speaks OpenAI's chat completions.

The model only points: it quotes sentences and words and sorts them into the contract's categories.  Every quote must
stand in the text letter for letter, or the claim is refused and counted; who, where, when and how many is then worked
out from the quoted words by the program's own knowledge, and offsets and ids as for the rules.
"""

from __future__ import annotations

from .extractor import LlmExtractor
from .options import LlmOptions
from .refused import Refused

__all__ = ["LlmExtractor", "LlmOptions", "Refused"]
