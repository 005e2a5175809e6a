"""Fine-tunes the encoder on PolNeAR's train split: ``python train.py DATA OUT``.  CPU only, fixed seed."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from data import Window, read_windows
from network import Network, load_tokenizer
from torch import Tensor
from torch.nn import functional

SEED = 13
STEPS, WARM_UP, DECAY, FROZEN = 428, 30, 280, 3
TOKENS = 1000
BODY_RATE, HEAD_RATE = 1e-4, 1e-3
SOURCE_WEIGHT, CONTENT_WEIGHT = 3.0, 2.0


def main() -> None:
    """Train and write ``OUT/network.pt``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with train.jsonl.gz")
    parser.add_argument("out", type=Path, help="folder for network.pt")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--decay", type=int, default=DECAY, help="how many of the steps come down to nothing")
    parser.add_argument("--frozen", type=int, default=FROZEN, help="how many of the six layers stay as they are")
    options = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)

    batches = make_batches(read_windows(options.data / "train.jsonl.gz", load_tokenizer()))
    network = Network(frozen=options.frozen).train()
    optimizer = torch.optim.AdamW(
        [
            {"params": network.body_parameters(), "lr": BODY_RATE},
            {"params": network.head_parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, options.steps, options.decay))
    print(f"{len(batches)} batches an epoch", flush=True)
    began, smooth = time.monotonic(), 0.0
    for step, batch in enumerate(islice(endless(batches), options.steps), 1):
        loss = loss_of(network, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        smooth = loss.item() if step == 1 else 0.95 * smooth + 0.05 * loss.item()
        if step % 20 == 0:
            print(f"step {step} loss {smooth:.4f} {time.monotonic() - began:.0f} s", flush=True)
    torch.save(network.state_dict(), options.out / "network.pt")


def endless(batches: list[list[Window]]) -> Iterator[list[Window]]:
    """The batches, epoch after epoch, each in another order."""
    while True:
        random.shuffle(batches)
        yield from batches


def rate(step: int, steps: int, decay: int) -> float:
    """Linear warm-up, level, then linear down to nothing over the last ``decay`` steps."""
    return min(1.0, (step + 1) / WARM_UP, max(0, steps - step) / decay)


def make_batches(windows: list[Window]) -> list[list[Window]]:
    """Windows of like length together, about ``TOKENS`` tokens with padding in a batch."""
    made: list[list[Window]] = [[]]
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if (len(made[-1]) + 1) * len(window.ids) > TOKENS and made[-1]:
            made.append([])
        made[-1].append(window)
    return made


def loss_of(network: Network, batch: list[Window]) -> Tensor:
    """Cross entropy of the tags, and of the links of every cue token."""
    length = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [0] * (length - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w in batch])
    tags = torch.tensor([[h + [-100] * (length - len(h)) for h in w.tags] for w in batch])
    with torch.autocast("cpu", torch.bfloat16):
        found, links = network(ids, mask)
    loss = functional.cross_entropy(found.float().flatten(0, 2), tags.transpose(1, 2).flatten(), ignore_index=-100)
    rows = [(b, i, *parts) for b, w in enumerate(batch) for i, parts in w.links.items()]
    if not rows:
        return loss
    which, cue = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    inside = mask[which].bool()
    for part, weight in ((0, SOURCE_WEIGHT), (1, CONTENT_WEIGHT)):
        wanted = torch.zeros(len(rows), length)
        for n, row in enumerate(rows):
            wanted[n, list(row[2 + part])] = 1.0
        scores = links[which, part, cue].float()
        loss = loss + weight * functional.binary_cross_entropy_with_logits(scores[inside], wanted[inside])
    return loss


if __name__ == "__main__":
    main()
