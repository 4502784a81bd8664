"""Course + numbers -> findings: every rule is run, and what the author silenced with a reason is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.findings import Finding
from builder.model import Course, Numbers
from builder.rules import Look, Rule, catalogue, problem


def check(course: Course, numbers: Numbers | None, targets: Sequence[str]) -> list[Finding]:
    """What the rules find in the course, for the targets that are to be built."""
    found: list[Finding] = []
    for rule in catalogue().values():
        if rule.run is not None and (rule.target is None or rule.target in targets):
            found += _run(rule, Look(course, numbers, rule))
    return _silenced(course, found)


def _run(rule: Rule, look: Look) -> Iterable[Finding]:
    assert rule.run is not None
    if rule.of is None:
        yield from rule.run(look)
        return
    for _, _, block in look.course.blocks():
        if isinstance(block, rule.of):
            yield from rule.run(block, look)


def _silenced(course: Course, found: list[Finding]) -> list[Finding]:
    """The findings that stay: about correctness always, about quality unless allowed at their place."""
    rules = catalogue()
    kept: list[Finding] = []
    used = set()
    for finding in found:
        by = [
            each
            for each in course.allows
            if each.code == finding.code
            and rules[finding.code].quality
            and each.spot.path in (finding.spot.path, "course.yaml")
            and each.first <= finding.spot.line <= each.last
        ]
        used.update(by)
        kept += [] if by else [finding]
    for allow in course.allows:
        rule = rules.get(allow.code)
        if rule is None:
            kept.append(
                problem("Y205", allow.spot, f"There is no finding “{allow.code}”.", "See docs/findings.md.")
            )
        elif not rule.quality:
            hint = "Mend what it finds: it would make the package wrong."
            kept.append(problem("Y205", allow.spot, f"“{allow.code}” cannot be silenced.", hint))
        elif not allow.reason.strip():
            kept.append(
                problem("Y205", allow.spot, f"“{allow.code}” is silenced without a reason.", "Write why.")
            )
        elif allow not in used:
            kept.append(
                problem(
                    "Y207", allow.spot, f"“{allow.code}” is silenced, and is not found here.", "Delete it."
                )
            )
    return kept
