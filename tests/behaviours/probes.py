"""A page in a browser -> what is wrong with it for somebody, in words; an empty list where nothing is."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Frame, Page

SOURCE = (Path(__file__).parent / "probes.js").read_text("utf-8")
AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SPACING = """*, *::before, *::after { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"""
"""WCAG 1.4.12, on everything."""
USUAL = {"media": "screen", "color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}
"""What a system is set to where nobody has set anything."""
LARGE = "html { font-size: 200% !important; }"
"""Text at 200 % (WCAG 1.4.4): all sizes are in rem."""


def probe(view: Page | Frame, name: str) -> Any:
    view.evaluate(SOURCE)
    return view.evaluate(f"probe.{name}()")


def nothing(wrong: list[str]) -> None:
    """Each finding on a line of its own."""
    assert not wrong, "\n".join(["", *wrong])


def axe(view: Page | Frame, without: str = "") -> list[str]:
    """Violations of WCAG 2.2 AA and of axe's best practice. `without`: what has been looked at before."""
    if not view.evaluate("!!window.axe"):
        view.evaluate(AXE)
    # What is in a frame is another host's; axe would write to it, and complain on the console when it is not there.
    # Without preload: from disk axe may not read the stylesheet itself, and would say so on the console.
    found = view.evaluate(
        """([tags, without]) => axe.run(without ? {exclude: [without]} : document,
            {runOnly: {type: "tag", values: tags}, preload: false, iframes: false, resultTypes: ["violations"]})""",
        [TAGS, without],
    )
    return [f"{each['id']}: {node['html'][:160]}" for each in found["violations"] for node in each["nodes"]]


# ------------------------------------------------------------------ the ring of the focus


@lru_cache(maxsize=4096)
def _light(colour: tuple[int, int, int]) -> float:
    parts = [each / 255 for each in colour]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def picture(page: Page, clip: dict[str, float] | None = None) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(clip=clip, animations="allow"))).convert("RGB")  # type: ignore[arg-type]


def changed(before: Image.Image, after: Image.Image) -> int:
    """Pixels that differ by 3:1 and more."""
    box = ImageChops.difference(before, after).getbbox()
    if box is None:
        return 0
    pixels = (zip(*[iter(each.crop(box).tobytes())] * 3, strict=True) for each in (before, after))
    return sum(1 for one, other in zip(*pixels, strict=True) if one != other and contrast(one, other) >= 3)


@dataclass
class Keyboard:
    """Tab through a page, looking at each stop. A control's ring is looked at once, where it is first met."""

    page: Page
    known: set[str] = field(default_factory=set)
    look: bool = True

    def round(self) -> list[str]:
        """Once through all of it, and what was wrong on the way."""
        wrong = []
        self.page.evaluate(SOURCE)
        expected: list[str] = self.page.evaluate("probe.stops()")
        met: list[str] = []
        for _ in range(len(expected) + 20):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate("probe.focused()")
            # A frame may have any number of stops of its own.
            if stop is None or (met and stop["frame"] and stop["key"] == met[-1]):
                continue
            if stop["key"] in met:
                break
            met.append(stop["key"])
            wrong += self.stop(stop)
        else:
            wrong.append(f"Tab does not come round: {met}")
        return wrong + [f"Tab does not reach {each}" for each in expected if each not in met]

    def rings(self) -> list[str]:
        """Only what has not been met before, and without the way there: for a page that has been gone round."""
        self.page.evaluate(SOURCE)
        self.page.keyboard.press("Tab")  # from here on the browser shows where the focus is
        count = self.page.evaluate("known => probe.unmet(known)", sorted(self.known))
        stops = (self.page.evaluate("index => probe.meet(index)", index) for index in range(count))
        return [each for stop in stops if stop for each in self.stop(stop)]

    def stop(self, stop: dict[str, Any]) -> list[str]:
        if stop["covered"]:
            return [f"{stop['name']} is focused and covered"]
        # What is in a frame is another host's: its ring too.
        if stop["name"] in self.known or stop["frame"]:
            return []
        self.known.add(stop["name"])
        return [] if not self.look or self.ringed(stop["rects"]) else [f"{stop['name']} has no ring"]

    def ringed(self, rects: list[dict[str, float]]) -> bool:
        """A change of 3:1 as large as a line of 2 px around it (WCAG 2.4.13), as far as it is in the window."""
        size = self.page.viewport_size
        assert size
        width, height = size["width"], size["height"]
        left, right = min(each["left"] for each in rects) - 8, max(each["right"] for each in rects) + 8
        top, bottom = min(each["top"] for each in rects) - 8, max(each["bottom"] for each in rects) + 8
        left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if right <= left or bottom <= top:
            return False
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        focused = picture(self.page, clip)
        self.page.evaluate("probe.leave()")
        plain = picture(self.page, clip)
        self.page.evaluate("probe.back()")
        # The corners of the controls are round: a little less than the whole of a rectangle.
        return changed(plain, focused) >= 2 * 0.85 * sum(_edge(each, width, height) for each in rects)


def _edge(box: dict[str, float], width: int, height: int) -> float:
    """The length of its outline that is in the window."""
    across = max(0, min(box["right"], width) - max(box["left"], 0))
    down = max(0, min(box["bottom"], height) - max(box["top"], 0))
    sides = (box["left"] >= 0) + (box["right"] <= width)
    ends = (box["top"] >= 0) + (box["bottom"] <= height)
    return across * ends + down * sides
