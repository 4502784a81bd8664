"""A package is light, and a very large course stays within what LMSs keep and bear (PAINS 1 and 21)."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lms.conftest import Sit
from lms.courses import Packages, pack, write
from lms.desk import Desk
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from builder.simulators import PackageServer
from builder.style import ORDER, squeeze

MEDIA = re.compile(r"\.(svg|png|jpe?g|webp|gif|mp4|webm|mp3|pdf|docx|vtt)$")
MODULES, QUESTIONS = 50, 5


# A bank of 34 questions (those for everybody: a module alone knows no role) with a reason for each option packs to some
# 20 kB by its words alone. All else of it weighs no more than the other modules do.
BANK, QUESTIONS_OF_BANK = "final-check", 10_000


def test_a_module_is_light(shipped: Packages) -> None:
    modules = {
        module: path for (target, module), path in shipped.files.items() if target == "scorm12" and module
    }
    assert len(modules) == len(shipped.modules)
    for module, path in modules.items():
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
        assert len(entries) <= 15
        weight = sum(each.compress_size for each in entries if not MEDIA.search(each.filename))
        assert weight <= 60_000 + (QUESTIONS_OF_BANK if module == BANK else 0), path.name


def test_the_theme_is_light(root: Path) -> None:
    sheets = [squeeze(each.read_text("utf-8")) for each in root.glob("templates/theme/*.css")]
    assert len(sheets) == len(ORDER)
    assert sum(len(each.encode()) for each in sheets) <= 20_000


@pytest.mark.parametrize("target", ["scorm12", "xapi", "web"])
def test_the_first_page_asks_for_little(context: BrowserContext, shipped: Packages, target: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with PackageServer(shipped.zip(target)) as site:
        page.goto(site.url())
        expect(page.locator("#save-state")).not_to_be_empty()
        page.get_by_role("link", name="Start", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Start here")
    assert len([url for url in asked if not url.startswith("data:")]) <= 4, asked


def large() -> dict[str, str]:
    """50 modules with 250 questions and 50 reflections on 100 pages."""
    slugs = [f"part-{number:02}" for number in range(1, MODULES + 1)]
    files = {
        "course.yaml": "id: https://example.org/courses/large\ntitle: Large\nversion: 1.0.0\n"
        f"description: A large course.\nmodules: [{', '.join(slugs)}]\n"
    }
    for slug in slugs:
        questions = "\n".join(
            f":::{{question}} q-{slug}-{number}\nWhich one in {slug}, number {number}?\n\n"
            + "\n".join(
                f"- [{'x' if option == 2 else ' '}] Option {option}\n  > Reason {option}."
                for option in range(4)
            )
            + "\n\nBecause: it is so.\n:::\n"
            for number in range(QUESTIONS)
        )
        files[f"modules/{slug}/module.md"] = (
            f"---\ntitle: Module {slug}\nminutes: 5\noutcomes: [Know {slug}]\n---\n\nRead this.\n\n{questions}\n"
            f"## Think of {slug} {{#think}}\n\n:::{{reflection}} r-{slug}\nWhat of {slug}? Name nobody.\n:::\n"
        )
    return files


@pytest.fixture(scope="session")
def giant(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("large") / "course", large()), targets=("scorm12",))


# Every form answered and every note written at once, as no learner could; then every page marked as done.
EVERYTHING = """async (words) => {
  for (const form of document.querySelectorAll("form")) {
    form.querySelectorAll("input")[2].checked = true;
    form.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
  }
  const radio = [...document.querySelectorAll("input[value=lms]")][0];
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  [...document.querySelectorAll("textarea")].forEach((box, number) => {
    box.value = Array.from({ length: words }, (_, word) => "w" + Math.round(Math.sin(number * 999 + word) * 1e6)).join(" ");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("blur"));
  });
  for (const page of document.querySelectorAll("article[data-page]")) {
    location.hash = page.id;
    while (!page.classList.contains("current")) await new Promise((resolve) => setTimeout(resolve));
    page.querySelector("[data-do=forward]").click();
  }
}"""


def everything(view: Page | Frame, words: int) -> None:
    view.evaluate(EVERYTHING, words)


def test_a_giant_fits(sit: Sit, giant: Packages, browser: Browser) -> None:
    """Every answer comes back on another computer; notes that find no room stay here, and that is said."""
    desk = sit("moodle_strict", course=giant)
    learner = desk.launch()
    assert desk.calls_to_first_commit(desk.last) <= 10
    everything(learner.view, 60)
    learner.at("You have finished")
    learner.saved()
    learner.reads("Sent to your learning system")
    states = [value for element, value in desk.written() if element == "cmi.suspend_data"]
    assert max(map(len, states)) <= 4096
    assert len(desk.lms.attempt.interactions) == MODULES * QUESTIONS
    assert desk.lms.attempt.status == "completed"
    learner.leave()
    learner.reads("Your notes")
    desk.wait(lambda lms: lms.attempt.finished)
    assert desk.refused() == []

    elsewhere = browser.new_context()
    other = Desk(desk.lms, elsewhere, giant.modules)
    learner = other.launch()
    assert other.calls_to_first_commit(other.last) <= 10
    expect(learner.panel("Welcome back.")).to_contain_text("You have completed this course.")
    answered = learner.view.evaluate("document.querySelectorAll('.feedback:not([hidden]) h2').length")
    assert answered == MODULES * QUESTIONS
    assert desk.refused() == []
    elsewhere.close()
