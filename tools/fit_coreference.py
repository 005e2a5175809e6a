"""Fits the points of ``compare/coreference.py`` on the training part of ECB+, and prints them.

    python tools/fit_coreference.py FOLDER      the folder that holds ecbplus_1_35.jsonl.gz
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from truceline.compare.coreference import POINTS, candidates, evidence
from truceline.compare.mentions import Mention
from truceline.evaluate.data import rows
from truceline.evaluate.event_mentions import gold_mentions, parsed
from truceline.evaluate.stories import document_of, found_stories

CALM = 1e-4
"""How much large points are held back (the L2 penalty)."""


def main() -> int:
    """Print name and points of each piece of evidence."""
    texts = [r for r in rows(Path(sys.argv[1]), "ecbplus_1_35", ("id", "events")) if r["split"] == "train"]
    blocks = found_stories({r["id"]: document_of(r) for r in texts})
    mentions: list[Mention] = []
    chains: list[str] = []
    for sentence in parsed(texts):
        for mention, event in gold_mentions(sentence, blocks[sentence.row["id"]]):
            mentions.append(mention)
            chains.append(event["chain"])
    names = list(POINTS)
    pairs = sorted(candidates(mentions))
    table = np.zeros((len(pairs), len(names)))
    right = np.array([chains[a] == chains[b] for a, b in pairs])
    for row_number, (a, b) in enumerate(pairs):
        for name, amount in evidence(mentions[a], mentions[b]):
            table[row_number, names.index(name)] += amount
    signs = np.where(right, 1.0, -1.0)

    def loss(points: np.ndarray) -> tuple[float, np.ndarray]:
        margin = signs * (table @ points)
        slope = table.T @ (-signs / (1 + np.exp(margin))) / len(pairs)
        return float(np.logaddexp(0, -margin).mean() + CALM / 2 * points @ points), slope + CALM * points

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    print(f"{len(pairs)} pairs, {right.mean():.1%} of one happening")
    for name, points in zip(names, fitted, strict=True):
        print(f'    "{name}": {points:.1f},')
    return 0


if __name__ == "__main__":
    sys.exit(main())
