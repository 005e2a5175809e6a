"""The exported network, where it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from encoder import Encoder


def test_a_folder_without_the_network_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "attribution.vocab.txt").write_text("[UNK]\n")
    with pytest.raises(OSError, match=r"has no attribution\.onnx\. Run export\.py"):
        Encoder(tmp_path)
