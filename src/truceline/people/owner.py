"""Who sits at this machine."""

from __future__ import annotations

import getpass
from functools import cache


@cache
def owner_name() -> str:
    """What the system calls them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user in the system's list
        return "owner"
