"""The styles know a start and an end, and no left and no right: a page in Arabic is laid out by the same rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHEETS = sorted([*ROOT.glob("templates/theme/*.css"), *ROOT.glob("builder/blocks/*/*.css")])
DECLARATION = re.compile(r"(?<=[{;])\s*(--)?([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])")
SIDED = re.compile(r"(?:^|-)(?:left|right)(?:-|$)")
FOUR_SIDES = {
    "margin",
    "padding",
    "inset",
    "border-width",
    "border-style",
    "border-color",
    "scroll-margin",
    "scroll-padding",
}
# The two strokes of a tick or of an angle: drawn, then turned by a rotation that has its own rule for the other way.
DRAWN = {("border-width", "0 2px 2px 0")}


def sides(value: str) -> list[str]:
    """A value's parts, brackets kept together."""
    return re.findall(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value.replace("!important", ""))


def physical(css: str) -> list[str]:
    """Declarations that name the left or the right side, or give them different values."""
    found = []
    for custom, name, value in DECLARATION.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        value = value.strip()
        parts = sides(value)
        uneven = (
            name in FOUR_SIDES and len(parts) == 4 and parts[1] != parts[3] and (name, value) not in DRAWN
        )
        aside = name in ("text-align", "float", "clear", "justify-content", "caption-side") and value in (
            "left",
            "right",
        )
        round_corners = name == "border-radius" and len(parts) > 1
        if not custom and (SIDED.search(name) or uneven or aside or round_corners):
            found.append(f"{name}: {value}")
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda each: each.stem)
def test_no_side_is_named(sheet: Path) -> None:
    assert physical(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-left: 1rem; }",
        "a{text-align:right}",
        "a { padding: 0 1rem 0 0; }",
        "a { float: left }",
        "a { border-right: 1px solid; }",
        "@media print { a { color: red; right: 0; } }",
        "a { inset: 0 auto 0 var(--left); }",
    ],
)
def test_a_side_would_be_seen(css: str) -> None:
    assert len(physical(css)) == 1


def test_what_is_the_same_on_both_sides_may_be_written_in_short() -> None:
    assert (
        physical("a { margin: 0 auto 1rem; padding: 1px 2px 3px 2px; --left: 1rem; inset-inline-start: 0; }")
        == []
    )
