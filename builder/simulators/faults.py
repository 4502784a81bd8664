"""What a test or a preview switches on -> Faults, read by the page before every call, and by the server."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Faults:
    """All off by default; several may be on at once."""

    initialize: Literal["refuse", "throw"] | None = None
    """LMSInitialize answers false with 101, or throws."""
    refuse: Mapping[str, str] = field(default_factory=dict)
    """SetValue of this element (`n` for an index), with all below it -> error code; nothing is stored."""
    commit: Literal["false", "throw", "forget"] | None = None
    """LMSCommit answers false with 101 and sends nothing; throws; or: every message is answered "true" and
    nothing is kept (Commit, Finish and ESR's messages alike)."""
    ended: bool = False
    """The LMS has ended the session: every call answers false or "" with 301."""
    truncate: int | None = None
    """suspend_data is kept up to this many characters, silently."""
    network: Literal["down", "error", "login"] | None = None
    """Messages meet a dropped connection, status 500, or a log-in page with status 200."""
    returns: Literal["string", "boolean", "number"] | None = None
    """Initialize, SetValue, Commit and Finish answer "true"/"false", true/false or 1/0, whatever the LMS."""
    student_data: bool = True
    """False: the AICC LMS sends no [Student_Data], so that the shim's Initialize fails (facts §7.2)."""

    def as_json(self) -> str:
        return json.dumps(asdict(self))
