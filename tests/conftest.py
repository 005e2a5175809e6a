"""For all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("truceline", deadline=None)  # how long a case takes says how busy the machine is
settings.load_profile("truceline")
