"""The months: their names, how English shortens them, and a pattern for both.  The one table of them."""

from __future__ import annotations

NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

#: Short forms in lower case, without their full stop, by the number of the month; "may" has none.
SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip

#: Every form in lower case with the number of its month, 1 to 12.
NUMBERS = {name.lower(): number for number, name in enumerate(NAMES, start=1)} | SHORT

#: A regular expression for every form in lower case, longest first, without groups and without word borders.
PATTERN = "|".join(sorted(NUMBERS, key=len, reverse=True))
