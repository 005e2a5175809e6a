"""Reading a text file must not pay for what reads PDFs, tables and the web."""

import subprocess
import sys

SLOW = ("trafilatura", "pyarrow", "httpx", "pypdf", "feedparser", "fastwarc", "spacy", "py3langid", "lxml")


def test_nothing_slow_is_loaded_before_it_is_needed() -> None:
    code = f"import sys, truceline.sources; print([m for m in {SLOW!r} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
