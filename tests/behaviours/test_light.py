"""Nothing jumps: not while the course loads, not on a change of page, not with feedback, banner or the state of saving."""

from __future__ import annotations

import pytest
from lms.learner import Learner
from lms.seats import Seat
from playwright.sync_api import expect

from .conftest import Sit
from .probes import nothing
from .states import cover, first_page, question_wrong, to

WATCH = """(() => {
  const seen = [];
  const element = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  const name = (node) => (node ? `${node.localName}.${node.className}#${node.id}` : "something that is gone");
  const keep = (entries) => entries.forEach(({ value, sources }) => sources.forEach(({ node, previousRect, currentRect }) =>
    seen.push({ value, node: element(node), from: previousRect.top, to: currentRect.top })));
  const observer = new PerformanceObserver((list) => keep(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  window.shifts = async (pusher) => {
    // What has changed is laid out and drawn first.
    for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(done));
    keep(observer.takeRecords());
    const place = pusher && document.querySelector(pusher);
    const pushed = (node) => place && node && (place.contains(node) || place.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    // The words of the state of saving are what changes there: what stands beside them must not move for it.
    return seen.splice(0).filter(({ node }) => node?.id !== "save-state" && !pushed(node))
      .map(({ value, node, from, to }) => `${value.toFixed(4)}: ${name(node)} from ${Math.round(from)} to ${Math.round(to)}`);
  };
})()"""
SIZES = [{"width": 320, "height": 640}, {"width": 1280, "height": 800}]


def watched(sit: Sit, target: str, size: dict[str, int]) -> Seat:
    seat = sit(target, **size)
    seat.context.add_init_script(WATCH)
    return seat


def shifts(seat: Seat, pusher: str = "") -> list[str]:
    """All that has moved since it was asked last, also right after a press. `pusher`: what has come in, and moves what
    follows it, as it must; nothing before it moves."""
    found: list[str] = seat.view.evaluate("pusher => shifts(pusher)", pusher)
    return found


@pytest.mark.behaviour(42)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_nothing_jumps(sit: Sit, target: str, size: dict[str, int]) -> None:
    seat = watched(sit, target, size)
    wrong: list[str] = []

    def look(at: str, pusher: str = "") -> None:
        wrong.extend(f"{at}: {each}" for each in shifts(seat, pusher))

    cover(seat)
    look("loading")
    first_page(seat)
    seat.saved()
    look("first page", ".map [data-branch='1']")  # the map opens at the module
    learner = Learner(seat.view, seat.course.modules)
    learner.done()
    learner.at("Consent")
    seat.saved()
    look("page change and saving", "footer")  # which follows the length of the page
    question_wrong(seat)
    seat.saved()
    look("feedback", "#q-consent .feedback")
    to(seat, "coming-in--reading")
    look("page change", "footer")
    seat.page.reload()
    learner.at("Nothing to answer")
    seat.saved()
    look("reload")
    if seat.tracked:
        seat.away()
        seat.view.get_by_role("button", name="Mark as done and continue").filter(visible=True).click()
        expect(seat.view.locator("#course--banner")).to_be_visible()
        look("banner", "#course--banner")
        seat.back()
        seat.view.locator("#course--banner").get_by_role("button", name="Try again").click()
        expect(seat.view.locator("#course--banner")).to_be_hidden()
        look("banner gone", "#course--banner")
        seat.console.clear()  # the browser itself reports what was refused
    nothing(wrong)
