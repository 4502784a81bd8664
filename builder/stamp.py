"""SOURCE_DATE_EPOCH -> the moment that files are stamped with: never the clock's, or the same course would differ."""

from __future__ import annotations

import os
from datetime import UTC, datetime

# What a zip can name: the years from 1980 to 2107.
_FIRST, _LAST = 315532800, 4354819198


def stamp() -> datetime:
    """The moment that SOURCE_DATE_EPOCH gives, in UTC; without one, the first that a zip can name."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isascii() and epoch.isdigit() else _FIRST
    return datetime.fromtimestamp(min(max(seconds, _FIRST), _LAST), UTC)
