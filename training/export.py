"""Writes the trained network as the two files that the program loads: ``python export.py NETWORK OUT``.

``OUT/encoder.onnx`` has int8 weights (dynamic quantisation: activations are quantised as they come);
``OUT/vocabulary.txt`` is the base model's word pieces, one a line.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path

import torch
from network import Network, base_folder
from onnxruntime.quantization import QuantType, quantize_dynamic


def main() -> None:
    """Export, then quantise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path, help="network.pt")
    parser.add_argument("out", type=Path, help="folder for the two files")
    options = parser.parse_args()
    weights = torch.load(options.network, weights_only=True)
    layers = 1 + max(int(m.group(1)) for name in weights if (m := re.search(r"\.layer\.(\d+)\.", name)))
    network = Network(attention="eager", layers=layers).eval()
    network.load_state_dict(weights)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        ids, mask = torch.randint(1000, 20000, (3, 17)), torch.ones(3, 17, dtype=torch.long)
        mask[1, 9:] = 0
        torch.onnx.export(
            network, (ids, mask), str(whole), dynamo=False, opset_version=17,
            input_names=["input_ids", "attention_mask"], output_names=["tags", "links", "factual", "names"],
            dynamic_axes={
                "input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"},
                "tags": {0: "batch", 1: "length"}, "links": {0: "batch", 2: "length", 3: "length"},
                "factual": {0: "batch", 1: "length"}, "names": {0: "batch", 1: "length"},
            },
        )  # fmt: skip
        quantize_dynamic(whole, options.out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(base_folder() / "vocab.txt", options.out / "vocabulary.txt")


if __name__ == "__main__":
    main()
