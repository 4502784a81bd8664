"""Every block type's examples.md through everything: findings, HTML, axe, keyboard, scripts off, print."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import Open
from .course import TYPES, blocks_html, course_of, example, findings_of, package_of, site_of

GOLDEN = Path(__file__).parents[1] / "golden/blocks"
EXERCISES = ("answer", "match", "order", "question", "sort", "true-false")

# What Tab should reach on the shown page: every control, of a group of radios one.
CONTROLS = """() => {
  const shown = (each) => each.getClientRects().length > 0 && getComputedStyle(each).visibility !== "hidden";
  const found = [...document.querySelectorAll("article.current :is(a[href], button, input, select, textarea, summary, video, audio, [tabindex='0'])")];
  return [...new Set(found.filter((each) => shown(each) && !each.disabled).map(name))];
  function name(each) { return each.type === "radio" ? each.name : (each.dataset.n ??= String(found.indexOf(each))); }
}"""
FOCUSED = """() => {
  const each = document.activeElement;
  return each.closest("article.current") ? (each.type === "radio" ? each.name : each.dataset.n ?? "") : "";
}"""
RING = """() => {
  const ringed = (each) => { const s = getComputedStyle(each); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2; };
  const each = document.activeElement;
  return ringed(each) || !!each.closest(".option") && ringed(each.closest(".option")) || /VIDEO|AUDIO/.test(each.tagName);
}"""


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_is_found(kind: str) -> None:
    assert findings_of(example(kind)) == []


@pytest.mark.parametrize("kind", TYPES)
def test_html_is_as_it_was(kind: str, update_golden: bool) -> None:
    path = GOLDEN / f"{kind}.html"
    html = blocks_html(site_of(example(kind)))
    if update_golden:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, "utf-8")
    assert html == path.read_text("utf-8")


def test_html_is_valid(tmp_path: Path, root: Path) -> None:
    for kind in TYPES:
        (tmp_path / f"{kind}.html").write_bytes(package_of(site_of(example(kind)))["index.html"])
    command = [str(root / "node_modules/.bin/html-validate"), "--config", str(root / ".htmlvalidate.json")]
    done = subprocess.run(
        [*command, "--formatter", "json", f"{tmp_path}/*.html"], capture_output=True, text=True
    )
    found = [
        f"{Path(file['filePath']).name}:{each['line']}: {each['ruleId']}: {each['message']}"
        for file in json.loads(done.stdout)
        for each in file["messages"]
    ]
    assert found == []
    assert done.returncode == 0


@pytest.mark.parametrize("kind", TYPES)
def test_axe_finds_nothing_on_any_page(kind: str, opened: Open) -> None:
    course = opened(example(kind))
    for page in course_of(example(kind)).modules[0].pages:
        course.at(page.id)
        assert course.axe() == [], page.id
        course.page.emulate_media(color_scheme="dark")
        assert course.axe() == [], f"{page.id}, dark"
        course.page.emulate_media(color_scheme="light")
    assert course.problems == []
    assert course.strangers == []


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_scrolls_sideways_on_a_phone(kind: str, opened: Open) -> None:
    course = opened(example(kind))
    course.page.set_viewport_size({"width": 320, "height": 640})
    for page in course_of(example(kind)).modules[0].pages:
        course.at(page.id)
        assert course.page.evaluate("document.documentElement.scrollWidth") <= 320, page.id


@pytest.mark.parametrize("kind", TYPES)
def test_tab_reaches_every_control_and_shows_where_it_is(kind: str, opened: Open) -> None:
    course = opened(example(kind))
    for page in course_of(example(kind)).modules[0].pages:
        course.at(page.id)
        wanted = set(course.page.evaluate(CONTROLS))
        reached: set[str] = set()
        for _ in range(3 * len(wanted) + 12):
            course.page.keyboard.press("Tab")
            name = course.page.evaluate(FOCUSED)
            if name:
                reached.add(name)
                assert course.page.evaluate(RING), (page.id, name)
        assert reached == wanted, page.id


@pytest.mark.parametrize("kind", TYPES)
def test_without_scripts_everything_is_there_to_read(kind: str, opened: Open) -> None:
    course = opened(example(kind), scripts=False)
    page = course.page
    for each in course_of(example(kind)).modules[0].pages:
        assert page.locator(f"#examples--{each.id}").is_visible()
    assert page.locator("[data-block] button").filter(visible=True).count() == 0
    if kind in EXERCISES:
        for key in page.locator(".key").all():
            assert key.is_visible()
            key.locator("summary").click()
            assert key.locator("li").first.is_visible()
            assert key.locator("[data-because]").is_visible()


@pytest.mark.parametrize("kind", TYPES)
def test_on_paper_everything_is_open_and_nothing_is_to_press(kind: str, opened: Open) -> None:
    course = opened(example(kind))
    for each in course_of(example(kind)).modules[0].pages:
        course.at(each.id)
        course.page.emulate_media(media="print")
        course.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        blocks = course.page.locator("article.current [data-block]")
        assert blocks.locator("button, textarea, iframe, video").filter(visible=True).count() == 0
        # a key stands at the end of all pages
        for details in blocks.locator("details:not(.key)").all():
            assert details.locator("summary + *").first.is_visible()
        course.page.evaluate("dispatchEvent(new Event('afterprint'))")
        course.page.emulate_media(media="screen")
