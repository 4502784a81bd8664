"""course.lock as text <-> entries: one line for each module, page and activity, in the order of their numbers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.findings import Finding
from builder.located import read_yaml
from builder.model import Source, Spot
from builder.rules import problem

NAME = "course.lock"
_RESTORE = "Take the file from the last good commit (after a merge: keep both sides' lines); build brings it up to date."
HEADER = (
    "# The numbers by which learners' progress is kept. Written by build: commit it, do not edit it.\n"
    "format: 1\n"
)


@dataclass(frozen=True)
class Entry:
    """One line of the lock. `text` and `hash` are the first ten hexadecimal digits of a SHA-256."""

    number: int
    fields: Mapping[str, str]
    options: tuple[Entry, ...] = ()
    targets: tuple[Entry, ...] = ()
    spot: Spot = field(default_factory=lambda: Spot(NAME))

    def get(self, name: str) -> str:
        return self.fields.get(name, "")


def read_lock(source: Source) -> tuple[dict[str, list[Entry]], list[Finding]]:
    """The lists of course.lock; empty ones where there is none yet. Two items with one number are an error."""
    lists: dict[str, list[Entry]] = {name: [] for name in ("modules", "pages", "activities")}
    file = source.get(NAME)
    if file is None or file.text is None:
        return lists, []
    tree, findings = read_yaml(file.text, NAME)
    findings = [_merged(each) if each.code == "Y103" else each for each in findings]
    if tree is None:
        return lists, [
            problem("L106", each.spot, "course.lock cannot be read from here on.", _RESTORE)
            for each in findings
        ]
    for name in lists:
        rows = tree.value.get(name) or {}
        try:
            lists[name] = [
                _entry(number, row, tree.spot((name, number), key=True)) for number, row in rows.items()
            ]
        except (ValueError, AttributeError, TypeError):
            spot = tree.spot((name,), key=True)
            return {each: [] for each in lists}, [
                *findings,
                problem("L106", spot, f"The list “{name}” cannot be read.", _RESTORE),
            ]
        findings += _twice(name, lists[name])
    return lists, findings


def _entry(number: str, row: Mapping[str, object], spot: Spot) -> Entry:
    fields = {key: value for key, value in row.items() if isinstance(value, str)}
    if "revision" in fields:
        int(fields["revision"])
    inner = {
        name: tuple(_entry(n, each, spot) for n, each in row.get(name, {}).items())  # type: ignore[attr-defined]
        for name in ("options", "targets")
    }
    if int(number) < 1:
        raise ValueError(number)
    return Entry(int(number), fields, inner["options"], inner["targets"], spot)


def _merged(finding: Finding) -> Finding:
    """A number that stands there twice: two branches gave it to different items."""
    hint = "Keep the entry that learners already have, delete the other: build gives that item a new number."
    return problem("L104", finding.spot, "Two items have the same number, probably after a merge.", hint)


def _twice(name: str, entries: Sequence[Entry]) -> list[Finding]:
    seen: dict[tuple[str, ...], Entry] = {}
    found = []
    for each in entries:
        key = (each.get("module") if name == "pages" else "", each.get("id"), each.get("kind"))
        if key in seen:
            hint = "Keep the entry with the lower number, delete the other."
            found.append(
                problem(
                    "L104",
                    each.spot,
                    f"Two entries are for “{each.get('id')}”, probably after a merge.",
                    hint,
                )
            )
        seen.setdefault(key, each)
    return found


def written(lists: Mapping[str, Sequence[Entry]]) -> str:
    """The text of course.lock: one line an item, in the order of the numbers."""
    lines = [HEADER]
    for name, entries in lists.items():
        lines.append(f"{name}:\n" if entries else f"{name}: {{}}\n")
        lines += [f"  {each.number}: {_row(each)}\n" for each in entries]
    return "".join(lines)


def _row(entry: Entry) -> str:
    parts = [
        f"{key}: '{value}'"
        if value == "" or value.isdigit() or key in ("text", "hash")
        else f"{key}: {value}"
        for key, value in entry.fields.items()
    ]
    for name, inner in (("options", entry.options), ("targets", entry.targets)):
        if inner:
            parts.append(f"{name}: {{" + ", ".join(f"{each.number}: {_row(each)}" for each in inner) + "}")
    return "{" + ", ".join(parts) + "}"


def write_lock(folder: Path, text: str) -> bool:
    """Replaces course.lock if it changed, whole or not at all."""
    path = folder / NAME
    if path.exists() and path.read_bytes() == text.encode():
        return False
    handle, name = tempfile.mkstemp(dir=folder, prefix=".course.lock-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return True
