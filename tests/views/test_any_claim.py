"""Whatever the records allow can be told in every form."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import readings
from lxml import etree
from rich.cells import cell_len
from rich.console import Console

from truceline.ledger import Ledger
from truceline.pipeline import Reading
from truceline.views.html import html
from truceline.views.markdown import markdown
from truceline.views.model import Wanted, briefing
from truceline.views.terminal import print_briefing


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(readings(), min_size=1, max_size=3), st.none() | st.integers(1, 3))
def test_any_reading_can_be_told(fresh: Callable[[], Path], several: list[Reading], limit: int | None) -> None:
    with Ledger(fresh()) as ledger:
        ledger.add_all(several)
        made = briefing(ledger, Wanted(limit=limit, days=limit))
        assert made.claims == sum(ledger.totals().claims.values())
    tree = etree.fromstring(html(made).split("\n", 1)[1])
    assert len(tree.xpath("//section[@class='conflict']")) == len(made.parts)
    assert markdown(made).startswith("# ")
    file = StringIO()
    print_briefing(made, Console(file=file, width=80, highlight=False, markup=False, emoji=False))
    assert max(cell_len(line) for line in file.getvalue().splitlines()) <= 80
    assert "\x1b" not in file.getvalue()
