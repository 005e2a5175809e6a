"""Lines to paragraphs: undo the hard line breaks of wire copy, mail and PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

#: Widest line that a hard wrap leaves: wire copy has 64 to 80 columns, mail 72 to 78, a PDF line seldom over 110.
WIDEST = 120
#: Narrowest: newspaper columns in a PDF.
NARROWEST = 28
#: Characters at the end of what is joined that tell how to go on: the longest word, and more.
_TAIL = 120
#: Share of line breaks where the next word would not have fitted, from which a text counts as hard-wrapped.
FORCED = 0.7

BULLET = re.compile(r"(?:[-–—*•·‣▪◦●■►]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

#: Beginnings and endings of compounds that keep their hyphen when a line of print breaks there.
_KEEP_BEFORE = frozenset(
    "all anti co counter cross de ex far half high inter long low mid multi non north pan para post pre pro pseudo "
    "quasi self semi short so south sub then two three four five six seven eight nine ten twenty thirty forty fifty "
    "sixty seventy eighty ninety well east west vice air surface".split()
)
_KEEP_AFTER = frozenset(
    "aged aligned armed backed based born brokered called century controlled day dominated era general held hour "
    "kilometer kilometre led made majority minister mile minute month occupied old range related run scale speaking "
    "sponsored term to up wide year".split()
)

#: For the end of a line and the next line: whether its hyphen falls, and what comes between the two.
_Glue = Callable[[str, str], tuple[bool, str]]


def paragraphs_of(text: str) -> str:
    """``text`` (as :func:`truceline.sources.encoding.clean` leaves it) with a blank line between paragraphs.

    In a hard-wrapped text the lines of a paragraph are joined; in any other, every line is a paragraph.  No paragraph
    of the result holds a line break.  Calling it twice changes nothing.
    """
    blocks = [[line.rstrip() for line in block.split("\n")] for block in _BLANK.split(text.strip("\n"))]
    blocks = [b for b in ([line for line in block if line.strip()] for block in blocks) if b]
    width = wrap_width(blocks)
    if width:
        joined = [p for block in blocks for p in _join(block, width, _glue_plain)]
    else:
        joined = [line for block in blocks for line in block]
    return "\n\n".join(" ".join(p.split()) for p in joined)


def join_print(lines: Sequence[str], known: frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs of one printed column (PDF): lines joined, words broken at line ends made whole.

    ``known`` holds words of the same document in lower case: they decide whether "cease-/fire" keeps its hyphen.
    """
    width = wrap_width([list(lines)]) or max((len(line) for line in lines), default=0)
    return _join(list(lines), width, lambda a, b: _glue_print(a, b, known))


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The column at which the lines were broken, or null when the text is not hard-wrapped.

    A break is *forced* when the first word of the next line would not have fitted on this one: in a text broken at a
    column nearly all breaks are, in a list of short lines nearly none.
    """
    lengths = sorted(len(line) for block in blocks for line in block)
    breaks = [(a, b) for block in blocks for a, b in pairwise(block)]
    if not breaks or not lengths[-1] >= NARROWEST:
        return None
    width = lengths[int(len(lengths) * 0.98)] if len(lengths) > 50 else lengths[-1]
    if width > WIDEST:
        return None
    inner = [(a, b) for a, b in breaks if not _new_paragraph(a, b, width)]
    forced = sum(_forced(a, b, width) for a, b in inner)
    if len(inner) < 2 and not (inner and (inner[0][1][:1].islower() or _hangs(inner[0][0]))):
        return None
    return width if forced >= FORCED * len(inner) and 3 * len(inner) >= len(breaks) else None


def _forced(line: str, following: str, width: int) -> bool:
    word = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width - 2


def _hangs(line: str) -> bool:
    """Whether a line cannot end here: at a comma, at a word that wants another, or with a sentence begun in it."""
    last = line.split()[-1].lower()
    return last.endswith(",") or last in _WANTING or bool(_BEGUN.search(line))


#: Words that no heading and no sentence ends with.
_WANTING = frozenset(
    "a an and as at between but by for from had has have her his in into its near of on or said says that the their "
    "to was were which while who whose with".split()
)
_BEGUN = re.compile(r"[a-z]{3}[.!?][\"'”’]? [\"'“‘]?[A-Z]")


def _new_paragraph(line: str, following: str, width: int) -> bool:
    """Whether ``following`` begins a paragraph although no blank line says so."""
    if BULLET.match(following.lstrip()):
        return True
    if re.search(r"\w-$", line) and following[:1].islower():
        return False
    if _indent(following) > _indent(line) + 1 and not BULLET.match(line.lstrip()):
        return True
    if _forced(line, following, width) and len(line) > width // 2:
        return False
    return len(line) < 0.6 * width or bool(_ENDS.search(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _join(lines: Sequence[str], width: int, glue: _Glue) -> list[str]:
    found: list[list[str]] = []
    before, tail = "", ""
    for line in lines:
        text = line.strip()
        if not found or _new_paragraph(before, line, width):
            found.append([text])
            tail = text[-_TAIL:]
        else:
            hyphen, between = glue(tail, text)
            if hyphen:
                found[-1][-1], tail = found[-1][-1][:-1], tail[:-1]
            found[-1] += (between, text)
            tail = (tail + between + text)[-_TAIL:]
        before = line
    return ["".join(parts) for parts in found]


def _glue_plain(before: str, after: str) -> tuple[bool, str]:
    # Nobody breaks words in typed text: a hyphen or a dash at a line end is one that was written.
    return False, "" if re.search(r"\w-$", before) and after[:1].isalnum() else " "


def _glue_print(before: str, after: str, known: frozenset[str]) -> tuple[bool, str]:
    broken = re.search(r"(\w+)-$", before)
    rest = re.match(r"\w+", after)
    if not broken or not rest:
        return False, " "
    first, second = broken.group(1), rest.group()
    whole = (first + second).lower() in known or not _keeps_hyphen(first, second, known)
    return whole, ""


def _keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    if f"{first}-{second}".lower() in known or not second[0].islower() or not first[-1].isalpha():
        return True
    if len(first) < 2:
        return True
    return first.lower() in _KEEP_BEFORE or second.lower() in _KEEP_AFTER
