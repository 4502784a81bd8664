"""A test from its terms to its result, whatever comes between; and no clock anywhere (PLAYER 24-26, PAINS 16-19, 23)."""

from __future__ import annotations

import re
import zipfile

import pytest
from lms.courses import Packages, edited, pack, write
from lms.keys import Key
from lms.learner import Learner
from lms.seats import Seat
from playwright.sync_api import Browser, expect

from builder.blocks import block_types
from builder.settings import AssessmentSettings, CourseSettings, ModuleSettings

from .conftest import Sit

READING = """---
title: Reading
minutes: 5
outcomes: [Know which colour is which]
---

## Colours {#colours}

Grass is green, and the sky is blue.
"""


def _question(name: str, ask: str, right: str, *wrong: str) -> str:
    options = "".join(f"- [ ] {each}\n  > Look again.\n" for each in wrong)
    return f":::{{question}} {name}\n:teaches: reading/colours\n{ask}\n\n{options}- [x] {right}\n  > It is.\n\nBecause: look out of the window.\n:::\n\n"


GRASS = _question("t-grass", "Which colour is grass?", "Green", "Grey", "Gold", "Pink")
SKY = _question("t-sky", "Which colour is the sky?", "Blue", "Brown", "Beige", "Black")
SNOW = _question("t-snow", "Which colour is snow?", "White", "Red", "Violet", "Orange")
COAL = _question("t-coal", "Which colour is coal?", "As black as night", "Yellow", "Ruby", "Mint")
COLOURS = {
    "course.yaml": """id: https://example.org/courses/colours
title: Colours
version: 1.0.0
language: en-GB
description: A short course for tests.
modules: [reading, trial]
completion:
  assessment: trial
""",
    "modules/reading/module.md": READING,
    "modules/trial/module.md": f"""---
title: The trial
minutes: 5
assessment:
  pass_mark: 75
  attempts: 2
  shuffle: true
  show_answers: after-pass
  when_failed: Ask Ms Hue to open the trial again.
---

{GRASS}{SKY}
## The other half {{#half}}

{SNOW}{COAL}
""",
}

NAMES = """() => [...document.querySelectorAll('[data-activity] form')].map((form) =>
  [form.closest('[data-activity]').querySelector('.label').innerText, form.querySelector('legend').innerText,
   ...[...form.querySelectorAll('.option')].map((each) => each.innerText)].join(' / '))"""


@pytest.fixture(scope="session")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return pack(write(tmp_path_factory.mktemp("colours") / "course", COLOURS))


def keys(course: Packages) -> dict[str, Key]:
    return {key.id: key for page in course.module("trial").pages for key in page.keys}


def begin(seat: Seat) -> Learner:
    """At the terms of the test."""
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    learner.open(seat.course.page("trial", 0))
    return learner


def to_hand_in(learner: Learner) -> None:
    learner.view.get_by_role("navigation").get_by_role("link", name="Submit and result").click()


@pytest.mark.behaviour(24, 25)
def test_terms_first_then_question_by_question(sit: Sit, target: str, colours: Packages) -> None:
    """And what is left of the attempts, before and after."""
    seat = sit(target, colours)
    trial = colours.module("trial")
    learner = begin(seat)
    terms = learner.view.locator("article.current .terms")
    for words in ("4 questions", "Pass mark: 75", "2 attempts", "No time limit", "2 attempts left"):
        expect(terms).to_contain_text(words)
    expect(terms).to_contain_text("You can change your answers until you submit them")
    expect(learner.view.get_by_text("Which colour is grass?")).to_be_hidden()
    learner.press("Start the test")
    first = learner.view.locator("article.current [data-activity]").first
    expect(first).to_be_focused()
    expect(first.get_by_text("Question 1 of 4", exact=True)).to_be_in_viewport(ratio=1)
    asked = keys(colours)
    for name, right in {"t-grass": True, "t-sky": False}.items():
        learner.choose(asked[name], right)
    learner.done()
    labels = learner.view.locator("article.current [data-activity] .label")
    expect(labels).to_have_text(["Question 3 of 4", "Question 4 of 4"])
    learner.choose(asked["t-coal"], right=False)
    # reviewed, and changed, before it is handed in
    learner.done()
    learner.at("Check and submit")
    left = learner.view.locator("article.current .todo")
    expect(left).to_contain_text("One question has no answer yet. It will count as wrong:")
    left.get_by_role("link", name=re.compile("Which colour|Question")).click()
    expect(learner.exercise("t-snow")).to_be_focused()
    learner.choose(asked["t-snow"])
    learner.choose(asked["t-coal"])
    learner.choose(asked["t-coal"], right=False)
    to_hand_in(learner)
    learner.reads("You have answered all 4 questions.")
    learner.press("Submit my answers")
    learner.at("Your result")
    learner.reads("Not passed yet")
    learner.reads(re.compile("You scored 50 ?%. The pass mark is 75 ?%."))
    learner.reads("1 attempt left")
    lines = learner.view.locator("article.current .questions > li")
    expect(lines).to_have_count(4)
    for name, said in {"grass": "Right", "sky": "Not right", "snow": "Right", "coal": "Not right"}.items():
        line = lines.filter(has_text=f"Which colour is {'the ' if name == 'sky' else ''}{name}?")
        expect(line.get_by_text(said, exact=True)).to_be_visible()
        expect(line).not_to_contain_text("Answer and reasons")  # not before it is passed: so the author says
    lines.first.get_by_role("link", name="Read again: Colours").click()
    learner.at("Colours")
    # the last attempt
    learner.open(trial.pages[0])
    expect(learner.view.locator("article.current .terms")).to_contain_text("1 attempt left")
    learner.take(trial, wrong=["t-grass", "t-sky"], again=True)
    learner.reads("No attempts are left.")
    learner.reads("Ask Ms Hue to open the trial again.")
    learner.open(trial.pages[0])
    expect(learner.view.locator("article.current .terms")).to_contain_text("No attempts are left.")
    if seat.tracked:
        seat.until(status="failed", score=50)


@pytest.mark.behaviour(25)
def test_an_attempt_survives_whatever_happens(
    sit: Sit, target: str, colours: Packages, browser: Browser
) -> None:
    """The order drawn for it as well; beginning another is one change: never a mixture of two (PAINS 16)."""
    seat = sit(target, colours)
    learner = begin(seat)
    asked = keys(colours)
    drawn = set()

    def there(right: set[str], wrong: set[str]) -> None:
        """The attempt as it was left, before another pair of eyes."""
        assert learner.view.evaluate(NAMES) == order
        for key in asked.values():
            chosen = [*(key.right if key.id in right else ()), *(key.wrong if key.id in wrong else ())][:1]
            ticked = learner.exercise(key.id).locator(".option:has(:checked)")
            if chosen:
                expect(ticked).to_have_text(chosen[0])
            else:
                expect(ticked).to_have_count(0)

    def killed() -> None:
        nonlocal learner
        seat.saved()
        seat.kill()
        learner = seat.launch()
        learner.open(colours.page("trial", 0))

    learner.press("Start the test")
    order = learner.view.evaluate(NAMES)
    drawn.add(str(order))
    killed()
    there(set(), set())
    learner.press("Go on with the test")
    learner.choose(asked["t-sky"])
    learner.choose(asked["t-grass"], right=False)
    killed()
    there({"t-sky"}, {"t-grass"})
    if seat.tracked:
        seat.saved()
        elsewhere = browser.new_context(reduced_motion="reduce")
        seat.adopt(elsewhere)
        learner = seat.launch()
        learner.open(colours.page("trial", 0))
        there({"t-sky"}, {"t-grass"})
    learner.open(colours.page("trial", 1))
    learner.choose(asked["t-coal"])
    to_hand_in(learner)
    learner.press("Submit my answers")
    learner.reads("Not passed yet")
    learner.reads(re.compile("You scored 50"))
    killed()
    # the new attempt begins empty, in an order of its own; what the first one earned stays
    learner.press("Start another attempt")
    order = learner.view.evaluate(NAMES)
    drawn.add(str(order))
    assert len(drawn) == 2
    there(set(), set())
    killed()
    there(set(), set())
    expect(learner.view.locator("article.current .terms")).to_contain_text("1 attempt left")
    if seat.tracked:
        seat.until(score=50, status="incomplete")


OPTIONS = """() => [...document.querySelectorAll('[data-activity] form')].map((form) =>
  [form.closest('[data-activity]').id,
   ...[...form.querySelectorAll('.option')].map((each) => each.textContent.trim()).sort()])"""


@pytest.mark.behaviour(25)
def test_each_attempt_asks_every_question_once(sit: Sit, target: str, colours: Packages) -> None:
    """With each of its options once, in whatever order: an attempt draws nothing twice and leaves nothing out (PAINS 17)."""
    learner = begin(sit(target, colours))
    trial = colours.module("trial")
    written = sorted([key.id, *sorted([*key.right, *key.wrong])] for key in keys(colours).values())
    assert [len(each) for each in written] == [5, 5, 5, 5]
    for again in (False, True):
        learner.press("Start another attempt" if again else "Start the test")
        assert sorted(learner.view.evaluate(OPTIONS)) == written
        labels = learner.view.locator("[data-activity]:has(form) .label")
        expect(labels).to_have_text([f"Question {number} of 4" for number in (1, 2, 3, 4)])
        to_hand_in(learner)
        learner.press("Submit my answers")
        learner.at("Your result")
        if not again:
            learner.open(trial.pages[0])


@pytest.mark.behaviour(25)
def test_the_total_is_fixed_before_the_first_answer(sit: Sit, target: str, colours: Packages) -> None:
    """One right answer of four is a quarter, not everything (PAINS 23)."""
    seat = sit(target, colours)
    learner = begin(seat)
    learner.press("Start the test")
    learner.choose(keys(colours)["t-grass"])
    to_hand_in(learner)
    expect(learner.view.locator("article.current .todo")).to_contain_text("3 questions have no answer yet.")
    learner.press("Submit my answers")
    learner.at("Your result")
    learner.reads("Not passed yet")
    learner.reads(re.compile("You scored 25"))
    expect(learner.view.get_by_text("Not answered", exact=True)).to_have_count(3)
    if seat.tracked:
        seat.until(score=25, status="incomplete")


@pytest.mark.behaviour(23)
def test_once_passed_the_answers_say_why(sit: Sit, target: str, colours: Packages) -> None:
    """Not before: neither on the page nor in the document."""
    seat = sit(target, colours)
    learner = begin(seat)
    assert "look out of the window" not in learner.view.content()
    learner.take(colours.module("trial"), wrong=["t-snow"])
    learner.reads("Passed")
    line = learner.view.locator("article.current .questions > li").filter(has_text="Which colour is snow?")
    line.get_by_text("Answer and reasons").click()
    expect(line).to_contain_text("White – Correct answer")
    expect(line).to_contain_text("look out of the window")
    line.get_by_role("link", name=re.compile("Question")).click()
    card = learner.exercise("t-snow")
    expect(card.locator(".option").filter(has_text="White")).to_contain_text("Correct answer")
    expect(card.locator(".option").filter(has_text="Red")).to_contain_text("Your answer – not right")
    expect(card.locator(".feedback")).to_contain_text("look out of the window")
    if seat.tracked:
        seat.until(score=75)


STILL = """() => { const copy = document.body.cloneNode(true);
  for (const saving of copy.querySelectorAll('#save-state, #status')) saving.textContent = '';
  return copy.innerHTML; }"""
HOUR = 60 * 60 * 1000


@pytest.mark.behaviour(26)
def test_an_hour_goes_by_and_nothing_moves(sit: Sit, target: str, colours: Packages) -> None:
    """In the middle of a test, where a clock would hurt most."""
    seat = sit(target, colours)
    seat.context.clock.install()
    learner = begin(seat)
    learner.press("Start the test")
    learner.choose(keys(colours)["t-grass"])
    seat.saved()
    said = learner.view.get_by_role("status").inner_text()
    before = learner.view.evaluate(STILL), seat.page.url, learner.view.evaluate("scrollY")
    # Progress is sent once more while the learner may still be there; the answer takes no time by this clock.
    for _ in range(90):
        seat.context.clock.run_for(4_000)
        seat.saved()
    seat.context.clock.run_for(HOUR)
    assert (learner.view.evaluate(STILL), seat.page.url, learner.view.evaluate("scrollY")) == before
    expect(learner.view.get_by_role("status")).to_have_text(re.compile(f"^(Saved .*|{re.escape(said)})$"))
    expect(learner.exercise("t-grass").get_by_role("radio", name="Green")).to_be_checked()


BY_ITSELF = re.compile(
    r"<(video|audio)[^>]*\sautoplay|http-equiv=.?refresh|<marquee|<blink|\sautofocus|<bgsound", re.I
)
CLOCKED = re.compile(r"time|delay|autoplay|interval|countdown|seconds|duration|advance|carousel|slide")


@pytest.mark.behaviour(26)
def test_nothing_can_be_timed(doorways: Packages, target: str) -> None:
    """No word in the package starts anything, and no key of the source asks for it."""
    with zipfile.ZipFile(doorways.zip(target)) as package:
        text = "\n".join(
            package.read(name).decode() for name in package.namelist() if name.endswith((".html", ".css"))
        )
    assert not BY_ITSELF.search(text)
    assert "infinite" not in text
    settings = (CourseSettings, ModuleSettings, AssessmentSettings)
    names = {name for each in settings for name in each.model_fields}
    names |= {option for each in block_types().values() for option in each.options}
    names -= {"timezone"}  # of an event: it says when people meet, and starts nothing
    assert len(names) > 30
    assert [name for name in sorted(names) if CLOCKED.search(name)] == []


@pytest.mark.behaviour(15)
def test_locks_are_worked_out_anew_after_a_return(
    sit: Sit, target: str, in_order: Packages, browser: Browser
) -> None:
    """They are kept nowhere, so that none can stay shut (PAINS 18)."""
    seat = sit(target, in_order)
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    learner.start()
    learner.page(in_order.page("coming-in", 0))
    learner.at("Consent")
    seat.saved()
    if seat.tracked:
        seat.adopt(browser.new_context(reduced_motion="reduce"))
    learner = seat.launch()
    learner.resume("Consent")
    links = learner.view.get_by_role("navigation")
    expect(links.get_by_role("link", name="Consent")).not_to_have_attribute("aria-disabled", "true")
    expect(links.get_by_role("link", name="A film about doors")).to_have_attribute("aria-disabled", "true")
    for key in in_order.page("coming-in", 1).keys:
        learner.answer(key)
    learner.done()
    learner.at("A film about doors")


@pytest.fixture(scope="session")
def welsh(colours: Packages, tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The same course, its frame in another language."""
    lock = (colours.folder / "course.lock").read_text("utf-8")
    texts = edited(COLOURS, course=("language: en-GB", "language: cy"))
    return pack(write(tmp_path_factory.mktemp("welsh") / "course", texts | {"course.lock": lock}))


@pytest.mark.behaviour(45)
def test_another_language_goes_on_where_this_one_was(
    sit: Sit, target: str, colours: Packages, welsh: Packages
) -> None:
    """Neither what is kept nor what is said to the learning system depends on the language (PAINS 19)."""
    seat = sit(target, colours)
    learner = begin(seat)
    learner.press("Start the test")
    learner.choose(keys(colours)["t-grass"])
    seat.saved()
    seat.publish(welsh)
    learner = seat.launch(ready=False)
    expect(learner.view.locator("html")).to_have_attribute("lang", "cy")
    learner.open(welsh.page("trial", 0))
    expect(learner.exercise("t-grass").get_by_role("radio", name="Green")).to_be_checked()
    for name in ("t-sky", "t-snow", "t-coal"):
        learner.view.evaluate("id => { location.hash = id }", name)
        learner.choose(keys(welsh)[name])
    learner.view.locator("[data-hand-in]").click()
    learner.view.locator("[data-do=submit]").click()
    expect(learner.view.locator("article.current .feedback.right")).to_be_visible()
    if seat.tracked:
        held = seat.until(score=100)
        assert {re.sub("[^a-z]", "", each.replace("/questions/", "")) for each in held.answers} >= {
            "trialtgrass",
            "trialtsky",
        }
