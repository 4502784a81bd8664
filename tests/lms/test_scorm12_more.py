"""What LMSs differ little in: answers in reports, packages of modules, new versions, who the learner is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from builder.simulators import Lms, profile

from .conftest import Sit
from .courses import Packages
from .desk import Desk


@pytest.mark.parametrize("name", ["moodle_strict", "moodle_lax", "learning_hub"])
def test_answers_are_in_the_report(sit: Sit, small: Packages, name: str) -> None:
    desk = sit(name)
    learner = desk.launch()
    learner.start()
    learner.page(small.page("first-steps", 0), right=False)
    learner.page(small.page("first-steps", 1))
    learner.page(small.page("more-steps", 0))
    learner.page(small.page("more-steps", 1))
    learner.take(small.module("check"))
    learner.saved()
    found = {each["id"]: each for each in desk.lms.attempt.interactions}
    assert len(desk.lms.attempt.interactions) == len(found) == 6
    assert {name: each["result"] for name, each in found.items()} == {
        "firststepsqstep": "wrong",
        "firststepssways": "correct",
        "morestepsqseveral": "correct",
        "checkcone": "correct",
        "checkctwo": "correct",
        "checkcthree": "correct",
    }
    assert found["firststepsqstep"]["student_response"] == "a"
    assert found["firststepsqstep"]["correct_responses"] == ["b"]
    assert found["morestepsqseveral"]["student_response"] == "a,b"
    assert (found["firststepssways"]["type"], found["checkctwo"]["student_response"]) == ("matching", "t")
    assert desk.refused() == []


NOTE = "I went up the stair and nobody saw it."


@pytest.mark.parametrize(
    ("slug", "status", "score"), [("first-steps", "completed", None), ("check", "passed", 100)]
)
@pytest.mark.parametrize("name", ["esr", "learning_hub"])
def test_one_module_alone(
    sit: Sit, small: Packages, name: str, slug: str, status: str, score: float | None
) -> None:
    desk = sit(name, package=small.zip("scorm12", slug))
    desk.course = [small.module(slug)]
    learner = desk.launch()
    learner.start()
    learner.finish()
    learner.reads("Sent to your learning system")
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)
    assert (desk.lms.attempt.status, desk.lms.attempt.score) == (status, score)
    assert desk.lms.attempt.total_seconds > 0
    assert desk.refused() == []


def test_a_new_version_keeps_what_was_done(
    sit: Sit, small: Packages, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A page in front, options in another order, a page renamed (PLAYER 45)."""
    from .courses import SMALL, edited, pack, write

    desk = sit("moodle_strict")
    learner = desk.launch()
    learner.start()
    learner.page(small.page("first-steps", 0))
    learner.page(small.page("first-steps", 1))
    learner.at("More steps")
    learner.leave()
    desk.wait(lambda lms: lms.attempt.finished)

    folder = tmp_path_factory.mktemp("newer") / "course"
    write(folder, SMALL | {"course.lock": (small.folder / "course.lock").read_text("utf-8")})
    leap, move = SMALL["modules/first-steps/module.md"].split("- [ ] A leap")[1].split("- [x]")
    first = edited(SMALL, course=("2.1.0", "2.2.0"))["modules/first-steps/module.md"]
    options = f"- [ ] A leap{leap}- [x]{move.split('Because')[0]}"
    swapped = f"- [x]{move.split('Because')[0].rstrip()}\n- [ ] A leap{leap}\n"
    first = first.replace(options, swapped).replace(
        "## Sorting steps {#sorting}", "## A new page {#new}\n\nNew.\n\n## Sorting well {#sorting}"
    )
    newer = pack(
        write(folder, edited(SMALL, course=("2.1.0", "2.2.0")) | {"modules/first-steps/module.md": first})
    )
    desk.lms.publish(newer.zip("scorm12"))
    desk.course = newer.modules
    learner = desk.launch()
    learner.resume("More steps")
    expect(learner.view.get_by_text("2 of 6 pages done").filter(visible=True)).to_be_visible()
    learner.open(newer.page("first-steps", 0))
    expect(learner.view.get_by_role("radio", name="A small move forward")).to_be_checked()
    learner.reads("Correct")


def test_the_simulated_learner_is_known_by_id(small: Packages, browser: Browser) -> None:
    """Two people at one shared computer: the second sees nothing of the first (PLAYER 28)."""
    from builder.simulators import Learner as Person

    context = browser.new_context()
    desks = []
    for person in (Person("nurse1", "Okafor, Ada"), Person("nurse2", "Abel, Tom")):
        with Lms(profile("moodle_strict"), small.zip("scorm12"), person) as lms:
            desk = Desk(lms, context, small.modules)
            desks.append(desk)
            learner = desk.launch()
            learner.open(small.page("more-steps", 0))
            box = learner.exercise("r-own").get_by_role("textbox")
            expect(box).to_have_value("")
            learner.write("r-own", NOTE)
            learner.reads("Kept in this browser only.")
            learner.leave()
            desk.page.close()
    context.close()
