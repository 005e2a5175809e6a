"""The network that comes with the package: what it reads, and what is said where it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.learned import read
from truceline.learned.encoder import Encoder

SPEECH = [
    ("Hospital officials said that two people had died.", "Hospital officials", "said", "that two people had died"),
    ("According to the ministry, the bridge was hit.", "the ministry", "According to", "the bridge was hit"),
]

NAMES = [
    ("The United Nations said aid had reached Goma.", {"ORG": "United Nations", "GPE": "Goma"}),
    pytest.param(
        "Russian forces left Kherson in November.", {"NORP": "Russian", "GPE": "Kherson"},
        marks=pytest.mark.xfail(strict=True, reason="taken for a person; the gazetteer makes it a place all the same"),
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), SPEECH)
def test_who_said_what(text: str, source: str, cue: str, content: str) -> None:
    (told,) = read(text).told
    words = [" ".join(text[s:e] for s, e in part) for part in (told.source, told.cue, told.content)]
    assert words == [source, cue, content]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: dict[str, str]) -> None:
    found = {kind: text[start:end] for start, end, kind in read(text).names}
    assert all(words in found.get(kind, "") for kind, words in expected.items())


def test_what_happened_is_surer_than_what_did_not() -> None:
    text = "The army captured the town. The army did not attack the village."
    factual = read(text).factual
    assert factual[text.index("captured")] > 1 > factual[text.index("attack")]


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "\u2028\ufffd"])
def test_nothing_is_read_in_nothing(text: str) -> None:
    learned = read(text)
    assert not learned.told
    assert not learned.names


def test_a_folder_without_the_network_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.txt").write_text("[UNK]\n")
    with pytest.raises(OSError, match=r"has no encoder\.onnx\. Install Truceline again"):
        Encoder(tmp_path)
