"""What a learner wants to do with a control -> what they do to it: by keyboard alone, by touch, or by single clicks.

A locator only says which control is meant, and is only asked where the control and the focus are.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import cycle
from typing import Any, ClassVar

from lms.seats import Seat
from playwright.sync_api import Locator, expect

WHERE = """control => {
  const now = document.activeElement;
  const group = control.type === "radio" && now.type === "radio" && now.name === control.name;
  if (now === control || group) return "here";
  const above = control.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING;
  return above && now !== document.body ? "above" : "below";
}"""

# A radio's whole row is its target; of a link that runs over two lines the first line is.
MIDDLE = """(control, block) => {
  const shape = control.closest("label") ?? control;
  shape.scrollIntoView({ block });
  const { left, right, top, bottom } = shape.getClientRects()[0];
  const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  return { x, y, hit: shape.contains(document.elementFromPoint(x, y)) };
}"""
CHOSEN = "list => list.selectedOptions[0].text.trim()"


class Way(ABC):
    """One way of working. `profile`: of the browser."""

    profile: ClassVar[dict[str, Any]] = {}

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @abstractmethod
    def press(self, control: Locator) -> None:
        """A button, a link, or what opens and closes details."""

    @abstractmethod
    def tick(self, control: Locator) -> None:
        """A radio or a checkbox; it is ticked then."""

    @abstractmethod
    def pick(self, control: Locator, label: str) -> None:
        """One option of a native select."""

    @abstractmethod
    def reach(self, control: Locator) -> None:
        """Puts the focus there, to type."""

    def write(self, control: Locator, text: str) -> None:
        self.reach(control)
        expect(control).to_be_focused()
        self.seat.page.keyboard.type(text)
        expect(control).to_have_value(text)


class ByKeys(Way):
    """Tab, Shift and Tab, the arrows, Space, Enter, and letters."""

    def key(self, name: str) -> None:
        self.seat.page.keyboard.press(name)

    def reach(self, control: Locator) -> None:
        """Tab on, or back to what stands above. A page with 200 stops between would be unbearable anyway."""
        for _ in range(200):
            where = control.evaluate(WHERE)
            if where == "here":
                return
            self.key("Shift+Tab" if where == "above" else "Tab")
        raise AssertionError(f"Tab does not reach {control}")

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.key("Enter")

    def tick(self, control: Locator) -> None:
        """The arrows choose among radios; the first of them, and a checkbox, are ticked by Space."""
        self.reach(control)
        for _ in range(12):
            if control.evaluate("each => each === document.activeElement"):
                break
            self.key("ArrowDown")
        if not control.is_checked():
            self.key("Space")
        expect(control).to_be_checked()
        expect(control).to_be_focused()

    def pick(self, control: Locator, label: str) -> None:
        self.reach(control)
        self.key("Home")
        for _ in range(12):
            if control.evaluate(CHOSEN) == label:
                return
            self.key("ArrowDown")
        raise AssertionError(f"the arrows do not reach {label}")


class ByPointer(Way):
    """At the middle of what is to be hit, which nothing may cover; down and up at the same place."""

    places: Iterator[str]

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        # Never twice running at the same height of the window: so soon it would be a double tap.
        self.places = cycle(["center", "end"])

    @abstractmethod
    def hit(self, x: float, y: float) -> None: ...

    def reach(self, control: Locator) -> None:
        expect(control).to_be_visible()
        at = control.evaluate(MIDDLE, next(self.places))
        assert at["hit"], f"{control} is covered"
        self.hit(at["x"], at["y"])

    press = reach

    def tick(self, control: Locator) -> None:
        self.reach(control)
        expect(control).to_be_checked()

    def pick(self, control: Locator, label: str) -> None:
        """The list that opens is the system's own, outside of the page: its letters stand for what is hit there."""
        self.reach(control)
        expect(control).to_be_focused()
        self.seat.page.keyboard.type(label)
        self.seat.page.keyboard.press("Enter")
        assert control.evaluate(CHOSEN) == label


class ByTouch(ByPointer):
    """A small phone."""

    profile: ClassVar[dict[str, Any]] = {
        "viewport": {"width": 320, "height": 640},
        "has_touch": True,
        "is_mobile": True,
    }

    def hit(self, x: float, y: float) -> None:
        self.seat.page.touchscreen.tap(x, y)


class ByClicks(ByPointer):
    """A mouse that cannot be moved while its button is down; a switch that presses what is pointed at is the same."""

    def hit(self, x: float, y: float) -> None:
        self.seat.page.mouse.click(x, y)


WAYS: dict[str, type[ByKeys] | type[ByTouch] | type[ByClicks]] = {
    "keyboard": ByKeys,
    "touch": ByTouch,
    "clicks": ByClicks,
}
