"""Whose work a package carries besides the course -> its NOTICE file."""

from __future__ import annotations

from pathlib import Path

from builder.model import File

_HERE = Path(__file__).parent


def notice(*more: Path) -> File:
    """NOTICE: what the player contains, then what the target adds (the texts in `more`)."""
    texts = [path.read_text(encoding="utf-8").strip() for path in (_HERE / "NOTICE", *more)]
    return File.of("NOTICE", "\n\n\n".join(texts) + "\n")
