"""Links between pages lead somewhere, and every page can be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from project_pages import PAGES, ROOT, links, name_of

GENERATED = {ROOT / "docs" / "reference" / "ontology.md"}


def anchors(page: Path) -> set[str]:
    """The anchors of the headings of a page, as they are made from the words."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", head.lower())).strip("-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if target in GENERATED:
            continue
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{link}: no such heading"


def test_every_page_stands_in_the_table_of_contents() -> None:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text().split("\nnav:\n")[1])
    listed = set(_leaves(nav))
    assert listed == {str(p.relative_to(ROOT / "docs")) for p in [*(ROOT / "docs").rglob("*.md"), *GENERATED]}


def _leaves(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node
    assert not isinstance(children, str | None)
    return [leaf for child in children for leaf in _leaves(child)]


@pytest.mark.parametrize("page", [p for p in PAGES if p.is_relative_to(ROOT / "docs")], ids=name_of)
def test_pages_fetch_nothing_from_elsewhere(page: Path) -> None:
    text = page.read_text()
    assert not re.search(r"!\[[^\]]*\]\(https?:|<(img|script|link)[^>]+https?:", text)
