"""What a target is, and how the folders beside this file are found.

A target is a package format: a folder whose name is its name on the command line. It holds

- `__init__.py` with `data(site)` (what its adapter needs, JSON-able: `target` in the page's course data) and
  `files(site, html)` (every file of the package). Its rules (codes T…, `@rule(…, target="<name>")`) say what
  the format cannot carry; the checks find them by looking.
- `adapter.ts`, which exports `connect(target, course): Lms` (templates/player/types.ts).
- whatever else the format asks for: the manifest's template, schemas.

No list is edited to add one. Every package goes through `builder.targets.lint.lint`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.model import File, Site
from builder.resources import resource

__all__ = ["Target", "shared_files", "targets"]


@dataclass(frozen=True)
class Target:
    """A package format. Wrong output (a manifest that its schema refuses) is an exception from `files`."""

    name: str
    data: Callable[[Site], Any]
    files: Callable[[Site, str], tuple[File, ...]]


@cache
def targets() -> Mapping[str, Target]:
    """Every target by its name, found by looking at the folders."""
    found: dict[str, Target] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        if entry.ispkg:
            module = importlib.import_module(f"{__name__}.{entry.name}")
            found[entry.name] = Target(entry.name, module.data, module.files)
    return found


def shared_files(site: Site, html: str, target: str) -> tuple[File, ...]:
    """What every package has: the page, the player with this target's adapter, style and media."""
    player = resource(f"player/built/{target}.js").read_bytes()
    return (File.of("index.html", html), File.of("player.js", player), *site.files)
