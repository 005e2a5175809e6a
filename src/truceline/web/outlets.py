"""What an outlet is called on the pages; where it is not known, that, with the file in reach: a file is no outlet."""

from __future__ import annotations

from markupsafe import Markup
from msgspec.structs import replace

from ..cli import phrasing
from ..records import Document
from ..translation import _
from ..views.phrases import clean


def outlet_of(document: Document) -> str:
    """The outlet, or the site; of a file of which neither is known, that it is not, its name as the title."""
    file = clean((document.path or "").rpartition("/")[2])
    name = clean(phrasing.publisher(replace(document, path=None)))
    if name != _("(outlet not known)") or not file:
        return name
    return Markup('<span title="{}">{}</span>').format(file, name)
