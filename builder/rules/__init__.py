"""Rules: one rule, one function, one code. The folder holds the rules that see a whole course, a file a family.

Rules of a block type stand in that block's folder, rules of a target in the target's. A rule is found by
looking at the modules; no list is edited. Its docstring is its documentation (docs/findings.md).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from builder.findings import Finding, Severity
from builder.model import Course, Numbers, Spot

if TYPE_CHECKING:
    from builder.blocks import Block

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    """What is known of a code. `run` is None for problems that an earlier stage reports itself.

    `quality`: it can be silenced where it stands, with a reason; correctness cannot. `of`: the block type that
    the rule looks at. `target`: the rule runs only when that target is built.
    """

    code: str
    severity: Severity
    quality: bool
    documentation: str
    run: Callable[..., Iterable[Finding]] | None = None
    of: type[Block] | None = None
    target: str | None = None


@dataclass(frozen=True)
class Look:
    """What a rule sees, and how it speaks."""

    course: Course
    numbers: Numbers | None
    rule: Rule

    def finding(self, spot: Spot, message: str, hint: str = "") -> Finding:
        return Finding(self.rule.code, self.rule.severity, spot, message, hint)


def rule(
    code: str,
    severity: Severity,
    *,
    quality: bool = False,
    of: type[Block] | None = None,
    target: str | None = None,
) -> Callable[[F], F]:
    """Marks a function as the rule with this code."""

    def mark(function: F) -> F:
        made = Rule(code, severity, quality, inspect.getdoc(function) or "", function, of, target)
        function.__rule__ = made  # type: ignore[attr-defined]
        return function

    return mark


def reported(code: str, severity: Severity, *, quality: bool = False) -> Callable[[F], F]:
    """Documents a code that a stage reports while it works: the function has a docstring and no body."""

    def mark(function: F) -> F:
        function.__rule__ = Rule(code, severity, quality, inspect.getdoc(function) or "")  # type: ignore[attr-defined]
        return function

    return mark


@cache
def catalogue() -> Mapping[str, Rule]:
    """Every rule by its code, from the families here, the block folders and the target folders."""
    found: dict[str, Rule] = {}
    for package in ("builder.rules", "builder.blocks", "builder.targets"):
        parent = importlib.import_module(package)
        for entry in sorted(pkgutil.iter_modules(parent.__path__), key=lambda each: each.name):
            module = importlib.import_module(f"{package}.{entry.name}")
            for value in vars(module).values():
                made = getattr(value, "__rule__", None)
                if isinstance(made, Rule) and value.__module__.startswith(module.__name__):
                    known = found.setdefault(made.code, made)
                    assert known is made, f"two rules have the code {made.code}"
    return dict(sorted(found.items()))


def problem(code: str, spot: Spot, message: str, hint: str = "") -> Finding:
    """A finding that a stage reports itself; its severity is the rule's."""
    return Finding(code, catalogue()[code].severity, spot, message, hint)
