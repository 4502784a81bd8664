"""The small course in any language -> a learner who meets nearly everything that the player can say."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

# Everything that ever comes into the document, and every attribute that is read out: also what is gone again.
WATCH = """
window.said = new Set();
const SPOKEN = ["aria-label", "title", "alt", "placeholder", "label"];
const hear = (node) => {
  if (node.parentElement?.closest("script, style, noscript")) return;
  if (node.nodeType === 3) said.add(node.data);
  for (const name of SPOKEN) if (node.getAttribute?.(name)) said.add(node.getAttribute(name));
  node.childNodes.forEach(hear);
};
new MutationObserver((records) => {
  for (const record of records) {
    hear(record.target);
    record.addedNodes.forEach(hear);
  }
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN });
"""


def said(page: Page) -> list[str]:
    """All that was there since the page was opened."""
    found: list[str] = page.evaluate("[...said]")
    return found


def at(page: Page, identity: str) -> None:
    page.evaluate("id => { location.hash = id }", identity)
    page.locator(f"[id='{identity}'].current").wait_for()


def do(page: Page, name: str) -> None:
    """Presses a control of the page that is shown, or of the bar."""
    page.locator(f"[data-do={name}]").filter(visible=True).first.click()


def choose(page: Page, exercise: str, *values: str) -> None:
    for value in values:
        page.locator(f"#{exercise} input[value='{value}']").check()


def sort(page: Page, exercise: str, *indices: int) -> None:
    for place, index in enumerate(indices):
        page.locator(f"#{exercise} select").nth(place).select_option(index=index)


def check(page: Page, exercise: str) -> None:
    page.locator(f"#{exercise} [type=submit]").click()


def practise(page: Page) -> None:
    """The practice pages: mistakes, hints, the answer, what is still to do, done and undone."""
    page.locator(".cover a.button").click()
    check(page, "q-step")
    expect(page.locator("#q-step-error")).to_be_visible()
    for value in ("1", "2"):
        choose(page, "q-step", value)
        check(page, "q-step")
        expect(page.locator("#q-step .feedback h2")).to_be_focused()
    do(page, "forward")
    at(page, "first-steps--start")
    do(page, "undo")
    do(page, "forward")
    do(page, "forward")
    expect(page.locator(".current .todo")).to_be_visible()
    check(page, "s-ways")
    expect(page.locator("#s-ways-error")).to_be_visible()
    sort(page, "s-ways", 1, 1, 1)
    check(page, "s-ways")
    expect(page.locator("#s-ways .exercise-mark")).to_have_count(3)
    do(page, "forward")
    at(page, "more-steps--several")
    choose(page, "q-several", "1", "3")
    check(page, "q-several")
    page.locator("#q-several .feedback button").last.click()
    expect(page.locator("#q-several .exercise-mark")).to_have_count(3)


def write(page: Page, text: str) -> None:
    """A note, where it is kept, and where else it can be kept."""
    at(page, "more-steps--start")
    for place in ("lms", "browser"):
        page.locator(f"#r-own input[value={place}]").check()
    page.locator("#r-own textarea").fill(text)
    expect(page.locator("#status")).not_to_be_empty()
    page.locator("#r-own textarea").blur()
    do(page, "forward")


def take(page: Page, right: bool) -> None:
    """The test, handed in."""
    at(page, "check--start")
    do(page, "attempt")
    do(page, "forward")
    expect(page.locator(".current .todo")).to_be_visible()
    at(page, "check--start")
    for key in ("c-one", "c-two"):
        choose(page, key, "1" if right else "2")
    do(page, "forward")
    at(page, page.locator("article.test").get_attribute("id") or "")
    do(page, "submit")
    expect(page.locator(".current .verdict .feedback")).to_be_visible()


def lose(page: Page) -> None:
    """The connection goes and comes again."""
    page.evaluate("window.API.LMSCommit = () => 'false'")
    at(page, "first-steps--sorting")
    expect(page.locator("#course--banner")).to_be_visible()
    page.evaluate("window.API.LMSCommit = () => 'true'")
    page.locator("#course--banner button").filter(visible=True).click()
    expect(page.locator("#course--banner")).to_be_hidden()


def take_away(page: Page) -> None:
    """The notes: in a file, copied, deleted after all."""
    at(page, "course--notes")
    with page.expect_download() as download:
        do(page, "word")
    assert Path(download.value.path()).stat().st_size
    do(page, "copy")
    do(page, "delete")
    do(page, "spare")
    do(page, "delete")
    do(page, "erase")
    expect(page.locator("#course--notes .empty")).to_be_visible()


def finish(page: Page) -> None:
    """What is left is done, and the course is left."""
    at(page, "more-steps--several")
    do(page, "forward")
    at(page, "course--finish")
    expect(page.locator(".finish h1")).to_be_focused()
    at(page, "course--help")
    do(page, "exit")
    page.locator("#course--left.current").wait_for()
