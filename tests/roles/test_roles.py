"""The choice of a role, as a learner makes and changes it, in every target; and what the other side ends up with."""

from __future__ import annotations

import re
from pathlib import Path

from lms.courses import Packages
from lms.learner import ROLE, Learner
from lms.seats import Seat, XapiSeat
from playwright.sync_api import Locator, expect

from .conftest import ID, Sit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def choice(seat: Seat) -> Locator:
    return seat.view.get_by_role("radiogroup", name=ROLE)


def cover(seat: Seat) -> None:
    seat.view.locator(".bar .home").click()


def contents(seat: Seat) -> list[str]:
    """What the cover says of the modules, each in one line."""
    return [" ".join(each.split()) for each in seat.view.locator(".contents li").all_inner_texts()]


def complete(seat: Seat, yes: bool = True) -> None:
    """The learning system holds the pass, and that the course is complete (or not yet)."""
    if isinstance(seat, XapiSeat):
        seat.until(status="passed", score=100)
        verbs = [
            each["verb"]["id"].rpartition("/")[2]
            for each in seat.lrs.statements
            if each["object"]["id"] == ID
        ]
        assert ("completed" in verbs) == yes
    elif seat.tracked:
        seat.until(status="passed" if yes else "incomplete", score=100)


def test_the_own_module_is_asked_for_and_the_others_are_not(seat: Seat) -> None:
    learner = seat.launch()
    expect(choice(seat).get_by_role("radio", name=re.compile("^None of these"))).to_be_checked()
    assert [re.search("choose one of these", each) is not None for each in contents(seat)] == [
        False, True, True, False, False,
    ]  # fmt: skip
    expect(seat.view.locator(".kicker").first).to_contain_text("4 modules")
    expect(seat.view.locator(".kicker").first).to_contain_text("15 minutes")
    learner.choose_role("at-school")
    expect(seat.view.get_by_role("status")).to_have_text("‘At school’ is part of your course now.")
    assert [re.search("for another role", each) is not None for each in contents(seat)] == [
        False, True, False, False, False,
    ]  # fmt: skip
    expect(seat.view.locator("[data-fill=progress]")).to_contain_text("0 of 6 pages done")
    learner.start()
    learner.finish()
    complete(seat)
    facts = seat.view.locator(".finish > .facts")
    expect(facts).to_contain_text("6 of 6")
    expect(facts).to_contain_text("14 minutes")
    names = seat.view.locator(".certificate li").filter(visible=True)
    expect(names).to_have_count(3)
    expect(names.nth(1)).to_have_text("Know at school")
    expect(seat.view.locator("[data-fill=circle]").last).to_have_text("4")


def test_whoever_has_not_chosen_is_asked_on_the_way(seat: Seat) -> None:
    learner = seat.launch()
    learner.start()
    learner.finish()
    assert learner.role == "at-home"
    complete(seat)
    expect(seat.view.locator(".finish > .facts")).to_contain_text("7 of 7")


def test_whoever_leaves_it_at_none_is_not_stopped(sit: Sit) -> None:
    seat = sit("web")
    learner = seat.launch()
    go = choice(seat).get_by_role("link")
    expect(go).to_be_hidden()
    learner.start()
    for page in seat.course.modules[0].pages:
        learner.page(page)
    expect(choice(seat)).to_be_focused()
    expect(go).to_have_text("Go to ‘At home’")
    go.click()
    learner.at("At home")


def test_none_of_them_is_a_choice_too(seat: Seat) -> None:
    """Whoever goes into one of the modules without choosing has it counted."""
    learner = seat.launch()
    doors, _, school, after, check = seat.course.modules
    learner.start()
    for page in doors.pages:
        learner.page(page)
    learner.open(school.pages[0])
    learner.module(school)
    learner.at("Afterwards")
    learner.module(after)
    learner.take(check)
    learner.done()
    learner.at("You have finished")
    complete(seat)


def test_another_role_keeps_what_was_done_and_changes_what_is_asked(seat: Seat) -> None:
    learner = seat.launch()
    doors, home, school, after, check = seat.course.modules
    learner.choose_role("at-home")
    learner.start()
    for module in (doors, home, after):
        learner.module(module)
    cover(seat)
    learner.choose_role("at-school")
    expect(seat.view.locator("[data-fill=progress]")).to_contain_text("3 of 6 pages done")
    expect(seat.view.locator(".contents li").nth(1)).to_contain_text("Done")
    seat.saved()
    learner.open(check.pages[0])
    learner.take(check)
    learner.done()
    learner.at("Not finished yet")
    todo = seat.view.locator(".finish .todo").get_by_role("link")
    expect(todo).to_have_text([each.title for each in school.pages])
    complete(seat, yes=False)
    todo.first.click()
    learner.module(school)
    learner.at("Afterwards")
    complete(seat)
    # What is complete stays complete, whatever is chosen after it.
    cover(seat)
    learner.choose_role("at-home")
    seat.saved()
    complete(seat)
    expect(seat.view.locator("[data-fill=circle]").first).to_have_text("4")


def test_notes_stay_with_the_learner_in_another_role(sit: Sit) -> None:
    seat = sit("web")
    learner = seat.launch()
    learner.choose_role("at-home")
    learner.open(seat.course.modules[1].pages[0])
    learner.write("r-home", "A cat on the stairs.")
    cover(seat)
    learner.choose_role("at-school")
    seat.view.get_by_role("link", name="My notes").click()
    expect(seat.view.locator("#course--notes .written")).to_have_text("A cat on the stairs.")


def test_the_choice_comes_back_on_another_computer(sit: Sit, target: str) -> None:
    seat = sit(target)
    learner = seat.launch()
    learner.choose_role("at-school")
    learner.start()
    learner.done()
    seat.saved()
    if seat.tracked:
        learner.leave()
        seat.adopt(seat.page.context.browser.new_context())  # type: ignore[union-attr]
    seat.launch()
    cover(seat)
    expect(choice(seat).get_by_role("radio", name="I work in a school")).to_be_checked()
    expect(seat.view.locator("[data-fill=progress]")).to_contain_text("1 of 6 pages done")


def test_pages_in_order_wait_for_no_other_role(sit: Sit, target: str, ordered: Packages) -> None:
    seat = sit(target, ordered)
    learner = seat.launch()
    learner.choose_role("at-school")
    learner.start()
    learner.finish()
    complete(seat)


def test_back_and_on_lead_past_other_roles(sit: Sit) -> None:
    seat = sit("web")
    learner = seat.launch()
    doors, home, school, after, _ = seat.course.modules
    learner.choose_role("at-school")

    def leads(within: str) -> str:
        page = seat.view.locator("article.current")
        to = page.locator(within).get_attribute("href") or ""
        return str(seat.view.locator(f"{to} h1").first.text_content())

    learner.open(doors.pages[-1])
    assert leads(".next a") == "At school"
    expect(seat.view.locator("article.current .next a")).to_have_text("Next: At school")
    learner.open(after.pages[0])
    assert leads(".turn > a") == "In the corridor"
    learner.open(home.pages[-1])  # open to everybody; from there it goes on to what is asked for
    expect(seat.view.locator("article.current .kicker")).to_contain_text("for another role")
    assert leads(".next a") == "At school"
    assert leads(".turn > a") == "In the kitchen"
    learner.open(school.pages[0])
    assert leads(".turn > a") == "A second door"
    cover(seat)
    learner.choose_role("at-home")
    learner.open(doors.pages[-1])
    expect(seat.view.locator("article.current .next a")).to_have_text("Next: At home")


def test_the_test_asks_about_the_own_role(seat: Seat) -> None:
    learner = seat.launch()
    check = seat.course.modules[-1]

    def asked() -> list[str]:
        learner.open(check.pages[0])
        learner.press(re.compile("^Start"))
        return sorted(each.id.rpartition("-")[0] for each in learner.asked(check.pages[0]))

    learner.choose_role("at-school")
    assert asked() == ["at-school", "everybody", "everybody"]
    learner.done()
    learner.press("Submit my answers")
    learner.at("Your result")
    cover(seat)
    learner.choose_role("")
    assert asked() == ["everybody", "everybody", "everybody"]


def test_a_module_alone_knows_no_role(sit: Sit, target: str) -> None:
    seat = sit(target, module="check")
    learner = seat.launch()
    expect(choice(seat)).to_have_count(0)
    expect(seat.view.locator("[data-activity]")).to_have_count(8)
    learner.start()
    learner.press("Start the test")
    assert len(learner.asked(seat.course.modules[-1].pages[0])) == 3


def test_by_keyboard_and_for_a_screen_reader(sit: Sit, root: Path) -> None:
    seat = sit("web", width=320, height=640)
    Learner(seat.launch().view, seat.course.modules)
    radios = choice(seat).get_by_role("radio")
    expect(choice(seat)).to_have_accessible_description(re.compile("^The module for your role is part"))
    radios.last.focus()
    seat.page.keyboard.press("ArrowUp")
    expect(radios.nth(1)).to_be_checked()
    expect(radios.nth(1)).to_be_focused()
    expect(seat.view.get_by_role("status")).to_have_text("‘At school’ is part of your course now.")
    seat.view.evaluate((root / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}}
    assert (
        seat.view.evaluate("options => axe.run('main', options).then(each => each.violations)", options) == []
    )
    assert seat.view.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_every_module_can_be_read(sit: Sit) -> None:
    seat = sit("web")
    seat.adopt(seat.context.browser.new_context(java_script_enabled=False))  # type: ignore[union-attr]
    seat.launch(ready=False)
    expect(choice(seat)).to_be_hidden()
    for module in seat.course.modules[:-1]:
        expect(seat.view.get_by_role("heading", level=1, name=module.title, exact=True)).to_be_visible()
