"""Fine-tunes the encoder on PolNeAR, UW, UDS-IH2 and own passages: ``python train.py BENCH OUT``.  CPU, fixed seed."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from data import Window, read_events, read_names, read_own, read_windows
from network import LINKS, Network, load_tokenizer
from torch import Tensor
from torch.nn import functional

SEED = 13
EPOCHS, LAYERS, DROPOUT = 3.5, 6, 0.1
TOKENS = 1500
BODY_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 0.05
SOURCE_WEIGHT, CONTENT_WEIGHT, FACTUAL_WEIGHT, NAME_WEIGHT = 3.0, 2.0, 0.5, 0.5

#: A batch of events, and one of names, comes with every so many batches of attributions; one of own passages too, but
#: only when so much of the training is done: they are few, and what the program is for.
EVERY, EVERY_OWN, OWN_FROM = 6, 4, 0.6

#: The names come short in that; a touch-up goes on for so many steps at so much of the rates, names at every step.
TOUCH_UP_STEPS, TOUCH_UP_RATE = 240, 0.3

OWN = Path(__file__).parent / "own"


def main() -> None:
    """Train and write ``OUT/network.pt``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path, help="folder with attribution/, factuality/ and stories/")
    parser.add_argument("out", type=Path, help="folder for network.pt")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--touch-up", type=Path, metavar="NETWORK",
                        help="go on with this network for a few hundred steps, with names at every step")  # fmt: skip
    parser.add_argument("--layers", type=int, default=LAYERS, help="how many of the body's six layers are kept")
    options = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)

    tokenizer = load_tokenizer()
    batches = make_batches(read_windows(options.bench / "attribution" / "train.jsonl.gz", tokenizer))
    facts = options.bench / "factuality"
    # Newswire twice: the other set is of web forums and mails.
    news, web = (read_events(facts / f"{name}_train.jsonl.gz", tokenizer) for name in ("uw", "uds_ih2"))
    events = endless(make_batches([*news, *news, *web]))
    named = endless(make_batches(read_names(options.bench / "stories" / "giveme5w1h_news_cluster.jsonl.gz", tokenizer)))
    last = options.touch_up is not None
    steps = TOUCH_UP_STEPS if last else round(options.epochs * len(batches))
    network = Network(layers=options.layers, dropout=DROPOUT).train()
    if last:
        network.load_state_dict(torch.load(options.touch_up, weights_only=True))
    optimizer = torch.optim.AdamW(
        [
            {"params": network.body_parameters(), "lr": BODY_RATE * (TOUCH_UP_RATE if last else 1)},
            {"params": network.head_parameters(), "lr": HEAD_RATE * (TOUCH_UP_RATE if last else 1)},
        ],
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
    print(f"{len(batches)} batches an epoch, {steps} steps", flush=True)
    began, smooth = time.monotonic(), 0.0
    own: Iterator[list[Window]] | None = None
    for step, batch in enumerate(islice(endless(batches), steps), 1):
        loss = loss_of(network, batch)
        loss.backward()
        if step % EVERY == 0:
            loss_of_events(network, next(events)).backward()
        if last or step % EVERY == 2:
            loss_of_names(network, next(named)).backward()
        if (last or step >= OWN_FROM * steps) and step % EVERY_OWN == 1:
            own = own or endless(make_batches(read_own(OWN, tokenizer)))
            loss_of(network, next(own)).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        smooth = loss.item() if step == 1 else 0.95 * smooth + 0.05 * loss.item()
        if step % 20 == 0:
            print(f"step {step} loss {smooth:.4f} {time.monotonic() - began:.0f} s", flush=True)
        if step % 200 == 0:
            torch.save(network.state_dict(), options.out / "network.pt")
    torch.save(network.state_dict(), options.out / "network.pt")


def endless(batches: list[list[Window]]) -> Iterator[list[Window]]:
    """The batches, epoch after epoch, each in another order."""
    while True:
        random.shuffle(batches)
        yield from batches


def rate(step: int, steps: int) -> float:
    """Linear warm-up, then linear down to nothing."""
    warm = WARM_UP * steps
    return min((step + 1) / warm, max(0, steps - step) / (steps - warm))


def make_batches(windows: list[Window]) -> list[list[Window]]:
    """Windows of like length together, about ``TOKENS`` tokens with padding in a batch."""
    made: list[list[Window]] = [[]]
    for window in sorted(windows, key=lambda w: len(w.ids)):
        if (len(made[-1]) + 1) * len(window.ids) > TOKENS and made[-1]:
            made.append([])
        made[-1].append(window)
    return made


def padded(batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Token ids and mask, both [batch, length]."""
    length = max(len(w.ids) for w in batch)
    ids = torch.tensor([w.ids + [0] * (length - len(w.ids)) for w in batch])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w in batch])
    return ids, mask


def loss_of(network: Network, batch: list[Window]) -> Tensor:
    """Cross entropy of the tags, and of the links of every cue token."""
    ids, mask = padded(batch)
    length = ids.shape[1]
    tags = torch.tensor([[h + [-100] * (length - len(h)) for h in w.tags] for w in batch])
    with torch.autocast("cpu", torch.bfloat16):
        found, links, _, named = network(ids, mask)
    loss = functional.cross_entropy(found.float().flatten(0, 2), tags.transpose(1, 2).flatten(), ignore_index=-100)
    loss = loss + NAME_WEIGHT * name_loss(named, batch)
    rows = [(b, i, *parts) for b, w in enumerate(batch) for i, parts in w.links.items()]
    if not rows:
        return loss
    which, cue = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    inside = mask[which].bool()
    for part in range(LINKS):
        weight = SOURCE_WEIGHT if part < 2 else CONTENT_WEIGHT
        wanted = torch.zeros(len(rows), length)
        for n, row in enumerate(rows):
            wanted[n, list(row[2 + part])] = 1.0
        scores = links[which, part, cue].float()
        loss = loss + weight * functional.binary_cross_entropy_with_logits(scores[inside], wanted[inside])
    return loss


def loss_of_names(network: Network, batch: list[Window]) -> Tensor:
    """Cross entropy of the names alone."""
    ids, mask = padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        named = network(ids, mask)[3]
    return NAME_WEIGHT * name_loss(named, batch)


def name_loss(named: Tensor, batch: list[Window]) -> Tensor:
    """Cross entropy of the tags of names."""
    length = named.shape[1]
    wanted = torch.tensor([w.names + [-100] * (length - len(w.names)) for w in batch])
    return functional.cross_entropy(named.float().flatten(0, 1), wanted.flatten(), ignore_index=-100)


def loss_of_events(network: Network, batch: list[Window]) -> Tensor:
    """Smooth absolute error of the factuality of the events."""
    ids, mask = padded(batch)
    with torch.autocast("cpu", torch.bfloat16):
        factual = network(ids, mask)[2].float()
    rows = [(b, i, score) for b, w in enumerate(batch) for i, score in w.factual.items()]
    which, token = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    wanted = torch.tensor([r[2] for r in rows])
    return FACTUAL_WEIGHT * functional.smooth_l1_loss(factual[which, token], wanted)


if __name__ == "__main__":
    main()
