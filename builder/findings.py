"""Findings: what is wrong in the author's input, and how it is shown (text, JSON, CI annotations)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.model import Source, Spot

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One mistake: its code (see docs/findings.md), where it is, one sentence, and a remedy."""

    code: str
    severity: Severity
    spot: Spot
    message: str
    hint: str = ""


def quoted(words: str) -> str:
    """An author's words between quotation marks; words that have their own keep just those."""
    return words if words.startswith("“") and words.endswith("”") else f"“{words}”"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as shown: course.yaml first, then by file, line and column; each said once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda each: (each.spot.path != "course.yaml", each.spot, each.code, each.message),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(each.severity == "error" for each in findings)


def as_text(findings: Sequence[Finding], source: Source | None) -> str:
    """One paragraph a finding: place, sentence, the author's line with a caret, and the remedy."""
    return "\n\n".join(_paragraph(each, source) for each in findings)


def _paragraph(finding: Finding, source: Source | None) -> str:
    spot = finding.spot
    lines = [f"{spot.path}:{spot.line}:{spot.column}: {finding.severity} {finding.code}: {finding.message}"]
    file = source.get(spot.path) if source else None
    if file is not None and file.text is not None:
        written = file.text.split("\n")
        if 1 <= spot.line <= len(written) and written[spot.line - 1].strip():
            lines += _excerpt(written[spot.line - 1], spot)
    if finding.hint:
        lines.append(f"  {finding.hint}")
    return "\n".join(lines)


def _excerpt(line: str, spot: Spot) -> list[str]:
    """The author's line and a caret under the column; long lines are cut around it."""
    start = max(0, spot.column - 60) if len(line) > 110 else 0
    shown = line[start : start + 110].replace("\t", " ")
    before = "…" if start else ""
    caret = " " * (len(before) + max(0, min(spot.column - 1, len(line)) - start))
    number = f"{spot.line:>5} | "
    marks = "^" * max(1, min(spot.length, len(shown) - (len(caret) - len(before))))
    return [f"{number}{before}{shown}", f"{' ' * 5} | {caret}{marks}"]


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON array, one object a finding, for editors and scripts."""
    rows = [
        {
            "code": each.code,
            "severity": each.severity,
            "path": each.spot.path,
            "line": each.spot.line,
            "column": each.spot.column,
            "message": each.message,
            "hint": each.hint,
        }
        for each in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the line of a change."""
    return "\n".join(
        f"::{each.severity} file={_property(each.spot.path)},line={each.spot.line},col={each.spot.column},"
        f"title={each.code}::{_data(each.message + (' ' + each.hint if each.hint else ''))}"
        for each in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
