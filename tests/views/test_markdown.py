"""What reports say is shown as it is in Markdown, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_samples import claim, document, exactly, published, toll

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.views.markdown import escaped, markdown
from truceline.views.model import Wanted, briefing

ESCAPED = [
    ("plain words, 2020-10-14 (a)", "plain words, 2020-10-14 (a)"),
    ("*bold* _x_ `code`", r"\*bold\* \_x\_ \`code\`"),
    ("[a](javascript:x)", r"\[a\](javascript:x)"),
    ("<b>&amp;", "&lt;b>&amp;amp;"),
    ("a | b", r"a \| b"),
    ("# no heading", r"\# no heading"),
    ("- no list", r"\- no list"),
    ("12. no list", "1&#50;. no list"),
    ("> no quotation", r"\> no quotation"),
    ("\\", "\\\\"),
]


@pytest.mark.parametrize(("text", "safe"), ESCAPED)
def test_escapes(text: str, safe: str) -> None:
    assert escaped(text) == safe


def test_a_row_of_a_table_stays_a_row(tmp_path: Path) -> None:
    of = document("3 | were\nkilled.", "Wire | <b>", published("2024-06-02"), title="a](x) | b",
                  url="https://example.org/a)|b")  # fmt: skip
    with Ledger(tmp_path / "table.db") as ledger:
        ledger.add(Reading(of, (claim(of, "3", toll(exactly("3 | x", 3))),)))
        text = markdown(briefing(ledger, Wanted()))
    (row,) = (line for line in text.splitlines() if line.startswith("| Killed"))
    assert row.replace("\\|", "").count("|") == 6
    assert "(https://example.org/a%29%7Cb)" in row
    assert "<b>" not in text
