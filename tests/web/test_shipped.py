"""What is shipped for the browser is what was published, and stays small."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

from truceline.web.app import STATIC

DOCS = (Path(__file__).parents[2] / "docs" / "dependencies.md").read_text()


def test_the_files_of_others_are_as_they_were_published() -> None:
    axe = Path(__file__).parent / "axe" / "axe.min.js"
    theirs = ("htmx.min.js", "maplibre-gl.mjs", "maplibre-gl-worker.mjs", "base-map.json")
    for file in (*(STATIC / name for name in theirs), axe):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in DOCS
    assert (STATIC / "htmx.LICENSE.txt").exists()
    assert (STATIC / "maplibre-gl.LICENSE.txt").exists()


def test_what_a_page_fetches_stays_small() -> None:
    assert sum(len(gzip.compress(file.read_bytes())) for file in STATIC.iterdir()) < 1_000_000


def test_styles_and_scripts_name_no_other_host() -> None:
    for name in ("app.css", "app.js", "map.css", "map.js", "map-draw.js", "people.css"):
        assert not re.search(r"https?:|//[a-z]+\.|@import|url\((?!#)", (STATIC / name).read_text())


def test_every_text_of_a_template_can_be_translated() -> None:
    """Between the tags of a template stand no words but those within ``_( )`` and the program's name."""
    templates = STATIC.parent / "templates"
    code = re.compile(r"{% block kind %}.*?{% endblock %}|{%.*?%}|{{.*?}}", re.DOTALL)
    marks = re.compile(r"<code>.*?</code>|<[^>]*>", re.DOTALL)
    for file in templates.glob("*.html"):
        bare = marks.sub(" ", code.sub(" ", file.read_text()))
        words = set(re.findall(r"[A-Za-z]{2,}", bare)) - {"Truceline", "Ctrl", "truceline", "doctype"}
        assert words == set(), file.name
