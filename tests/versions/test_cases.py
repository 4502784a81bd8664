"""One edit of a course at a time, and what a learner finds after it."""

from __future__ import annotations

from typing import Any

import pytest

from builder import lock, lock_file
from builder.model import Source
from builder.parse import parse
from builder.render import render

from .author import Json, data_of

WHEN = 1_790_000_000_000
ID = "https://example.org/c"
FRONT = "---\ntitle: {}\nminutes: 5\noutcomes: [See]\n{}---\nText.\n\n"
TEST = "assessment: {{pass_mark: {}, attempts: 2}}\n"


def built(
    modules: dict[str, str], text: str | None = None, test: str = "", only: str = ""
) -> tuple[Json, str, list[str]]:
    """A version of a course: module -> its body after the front matter, and the course.lock of before."""
    files: dict[str, str | bytes] = {
        "course.yaml": f"id: {ID}\ntitle: C\nversion: 1.0.0\nmodules: [{', '.join(modules)}]\ntargets: [web]\n"
        + (f"completion:\n  assessment: {test}\n" if test else "")
    }
    files |= {f"modules/{slug}/module.md": body for slug, body in modules.items()}
    course, findings = parse(Source.of(files | ({lock_file.NAME: text} if text else {})))
    assert course is not None, findings
    assert findings == []
    numbers, text, said = lock.assign(course)
    module = next((each for each in course.modules if each.slug == only), None)
    return data_of(render(course, numbers, module)), text, [each.code for each in said]


def pages(*titles: str, name: str = "One") -> str:
    return FRONT.format(name, "") + "".join(f"## {each}\n\nText.\n\n" for each in titles)


def question(name: str, *options: str, kind: str = "question") -> str:
    """Right options begin with a star."""
    lines = "".join(
        f"- [{'x' if each[0] == '*' else ' '}] {each.lstrip('*')}\n  > Why.\n" for each in options
    )
    return f":::{{{kind}}} {name}\nWhich, {name}?\n\n{lines}\nBecause: so.\n:::\n\n"


def exam(*questions: str, pass_mark: int = 60) -> str:
    return FRONT.format("Test", TEST.format(pass_mark)) + "".join(questions)


def number_of(course: Json, title: str) -> int:
    return next(each["number"] for each in course["pages"] if each["title"] == title)


def activity(course: Json, name: str) -> Json:
    return next(each for each in course["activities"] if each["id"].endswith(f"/{name}"))


def options(course: Json, name: str, *texts: str) -> list[int]:
    return [each["number"] for each in activity(course, name)["choices"] if each["text"] in texts]


def answer(player: Any, state: Json, course: Json, name: str, *texts: str) -> Json:
    chosen = {"chosen": options(course, name, *texts), "pairs": []}
    return player("answer", state, activity(course, name), chosen, WHEN)["state"]


def sat(player: Any, course: Json, answers: dict[str, str], state: Json | None = None) -> Json:
    """A test with these answers handed in."""
    module = next(each["number"] for each in course["modules"] if each["assessment"])
    state = player("startAttempt", state or player("blank"), course, module, 7, WHEN)
    for name, text in answers.items():
        state = answer(player, state, course, name, text)
    return player("submitAttempt", state, course, module, WHEN)


def taken_up(player: Any, state: Json, course: Json) -> Json:
    """The state as a later session finds it in the LMS."""
    state = player("decode", player("encode", state, course)["text"], course)["state"]
    for module, _ in state["results"]:
        state = player("regraded", state, course, module)
    return player("settle", state, course, WHEN + 1)


def result(state: Json) -> Json:
    [[_, found]] = state["results"]
    return found


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("left", "after", "back"),
    [
        ("B", ("A", "C", "D"), "C"),
        ("B", ("A", "New", "C", "D"), "New"),  # renamed without an id, or another one in its place
        ("B", ("A", "D", "C"), "D"),
        ("D", ("A", "B", "C"), "C"),
        ("C", ("A", "D"), "D"),
        ("C", ("D", "A", "B"), "B"),
        ("C", ("New", "Newer", "A", "C", "D"), "C"),
    ],
)
def test_the_bookmark_is_the_page_or_the_one_in_its_place(player, left, after, back) -> None:
    old, text, _ = built({"one": pages("A", "B", "C", "D"), "two": pages("E", name="Two")})
    state = player("goTo", player("blank"), number_of(old, left), WHEN)
    new, _, _ = built({"one": pages(*after), "two": pages("E", name="Two")}, text)
    assert player("resumeAt", state, new) == number_of(new, back)


def test_pages_deleted_one_after_the_other_lead_on(player) -> None:
    old, text, _ = built({"one": pages("A", "B", "C", "D")})
    state = player("goTo", player("blank"), number_of(old, "C"), WHEN)
    _, text, _ = built({"one": pages("A", "B", "New", "D")}, text)
    new, text, _ = built({"one": pages("A", "New", "D")}, text)
    assert player("resumeAt", state, new) == number_of(new, "New")
    new, text, _ = built({"one": pages("A", "D")}, text)
    assert player("resumeAt", state, new) == number_of(new, "D")


def test_a_module_that_is_gone_leads_to_the_next_one(player) -> None:
    two, three = pages("B", name="Two"), pages("C", name="Three")
    old, text, _ = built({"one": pages("A"), "two": two, "three": three})
    state = player("goTo", player("blank"), number_of(old, "B"), WHEN)
    new, text, _ = built({"one": pages("A"), "three": three}, text)
    assert player("resumeAt", state, new) == number_of(new, "Three")
    part, _, _ = built({"one": pages("A"), "three": three}, text, only="one")
    assert player("resumeAt", state, part) == part["pages"][0]["number"], "a package that never had that page"


def test_a_page_that_came_in_before_the_bookmark_and_locks_it_is_where_to_go_on(player) -> None:
    old, text, _ = built({"one": pages("A", "B")})
    state = player("goTo", player("blank"), number_of(old, "B"), WHEN)
    for each in old["pages"][:2]:
        state = player("markDone", state, each["number"], WHEN)
    new, _, _ = built({"one": pages("A", "New", "B")}, text)
    assert player("resumeAt", state, new | {"navigation": "in-order"}) == number_of(new, "New")
    assert player("resumeAt", state, new) == number_of(new, "B")


def test_a_page_with_an_id_may_move_to_another_module(player) -> None:
    moved = "B {#b}"
    old, text, _ = built({"one": pages("A", moved), "two": pages("C", name="Two")})
    new, _, said = built({"one": pages("A"), "two": pages(moved, "C", name="Two")}, text)
    assert number_of(new, "B") == number_of(old, "B")
    assert said == []
    both, _, _ = built({"one": pages("A", moved), "two": pages(moved, "C", name="Two")}, text)
    assert number_of(both, "B") == number_of(old, "B"), "the one that was there"
    other, _, _ = built({"one": pages("A"), "two": pages("Quite another {#b}", "C", name="Two")}, text)
    assert number_of(other, "Quite another") not in [each["number"] for each in old["pages"]]


def test_a_page_without_an_id_that_moved_is_told(player) -> None:
    old, text, _ = built({"one": pages("A", "B"), "two": pages("C", name="Two")})
    new, _, said = built({"one": pages("A"), "two": pages("C", "B", name="Two")}, text)
    assert said == ["L101"]
    assert number_of(new, "B") not in [each["number"] for each in old["pages"]]
    kept, _, said = built({"one": pages("A"), "two": pages("C", "B {#b}", name="Two")}, text)
    assert (number_of(kept, "B"), said) == (number_of(old, "B"), [])


def test_a_question_without_an_id_that_moved_is_told_and_keeps_its_number_with_the_id_of_the_hint(
    player,
) -> None:
    asked = question("", "*Yes", "No")
    old, text, _ = built({"one": pages("A") + asked, "two": pages("C", name="Two")})
    number = old["activities"][0]["number"]
    _, text, said = built({"one": pages("A"), "two": pages("C", name="Two") + asked}, text)
    assert said == ["L102"]
    named = asked.replace("{question} ", f"{{question}} question-{number}")
    new, _, said = built({"one": pages("A"), "two": pages("C", name="Two") + named}, text)
    assert (new["activities"][0]["number"], said) == (number, [])


# ------------------------------------------------------------------ tests


def test_a_removed_option_is_no_longer_an_answer(player) -> None:
    """Else the test would count as answered where the learner sees nothing chosen."""
    first = {"end": exam(question("q", "*Right", "Wrong", "Worse"), question("p", "*Yes", "No"))}
    old, text, _ = built(first, test="end")
    state = player("startAttempt", player("blank"), old, 1, 7, WHEN)
    state = answer(player, state, old, "q", "Worse")
    new, _, _ = built(
        {"end": exam(question("q", "*Right", "Wrong"), question("p", "*Yes", "No"))}, text, "end"
    )
    given = player("answerTo", state, activity(new, "q"))
    assert player("known", activity(new, "q"), given)["chosen"] == []
    closed = result(player("submitAttempt", state, new, 1, WHEN))
    assert closed["answers"] == []


def test_a_removed_wrong_option_does_not_spoil_the_right_ones(player) -> None:
    old, text, _ = built({"end": exam(question("q", "*One", "*Two", "Three", "Four"))}, test="end")
    state = player("startAttempt", player("blank"), old, 1, 7, WHEN)
    state = answer(player, state, old, "q", "One", "Two", "Four")
    new, _, _ = built({"end": exam(question("q", "*One", "*Two", "Three"))}, text, "end")
    assert result(player("submitAttempt", state, new, 1, WHEN))["last"] == 100


def test_a_corrected_key_raises_the_score_and_a_wrong_one_never_lowers_it(player) -> None:
    wrong = {"end": exam(question("q", "*Leap", "Step"), question("p", "*Yes", "No"))}
    right = {"end": exam(question("q", "Leap", "*Step"), question("p", "*Yes", "No"))}
    old, text, _ = built(wrong, test="end")
    state = sat(player, old, {"q": "Step", "p": "Yes"})
    assert (result(state)["last"], result(state)["passed"]) == (50, False)
    new, text, _ = built(right, text, "end")
    mended = taken_up(player, state, new)
    assert (result(mended)["last"], result(mended)["best"], result(mended)["passed"]) == (100, 100, True)
    assert result(mended)["used"] == 1
    again = taken_up(player, mended, built(wrong, text, "end")[0])
    assert (result(again)["last"], result(again)["best"], result(again)["passed"]) == (100, 100, True)


def test_questions_that_come_in_do_not_lower_a_result(player) -> None:
    old, text, _ = built({"end": exam(question("q", "*Yes", "No"))}, test="end")
    state = taken_up(player, sat(player, old, {"q": "Yes"}), old)
    more = exam(*(question(each, "*Yes", "No") for each in ("q", "r", "s")), pass_mark=90)
    new, _, _ = built({"end": more}, text, "end")
    after = taken_up(player, state, new)
    assert (result(after)["last"], result(after)["passed"]) == (100, True)
    now = player("status", after, new)
    assert (now["outcome"], now["score"]) == ("passed", 100)


def test_once_passed_by_a_lower_mark_it_stays_passed(player) -> None:
    asked = question("q", "*Yes", "No"), question("p", "*Yes", "No")
    old, text, _ = built({"end": exam(*asked, pass_mark=90)}, test="end")
    state = sat(player, old, {"q": "Yes"})
    assert not result(state)["passed"]
    easy, text, _ = built({"end": exam(*asked, pass_mark=50)}, text, "end")
    state = taken_up(player, state, easy)
    assert player("status", state, easy)["outcome"] == "passed"
    strict, _, _ = built({"end": exam(*asked, pass_mark=90)}, text, "end")
    assert player("status", taken_up(player, state, strict), strict)["outcome"] == "passed"


def test_what_is_final_stays_when_the_test_is_no_longer_asked_for(player) -> None:
    asked = exam(question("q", "*Yes", "No"))
    modules = {"one": pages("A"), "end": asked}
    old, text, _ = built(modules, test="end")
    failed = sat(player, old, {"q": "No"}, sat(player, old, {"q": "No"}))
    failed = player("settle", failed, old, WHEN)
    assert failed["terminal"] == "failed"
    new, _, _ = built(modules, text)
    now = player("status", failed, new)
    assert (now["outcome"], now["complete"]) == ("failed", True)
    for each in new["pages"]:
        failed = player("markDone", failed, each["number"], WHEN)
    assert player("settle", failed, new, WHEN)["terminal"] == "completed"
    passed = player("reach", player("blank"), "passed", WHEN)
    assert player("status", passed, new)["outcome"] == "passed"


def test_a_question_that_changed_sixteen_times_has_changed(player) -> None:
    """Kept as a remainder, its revision looked like that of today."""
    text = None
    state = player("blank")
    for index in range(17):
        course, text, _ = built({"one": pages("A") + question("q", "*Yes", f"No {index} {{#no}}")}, text)
        if not index:
            state = answer(player, state, course, "q", "Yes")
    state = taken_up(player, state, course)
    assert player("answerTo", state, activity(course, "q"))["revision"] == 1
    assert activity(course, "q")["revision"] == 17


# ------------------------------------------------------------------ this browser


def test_this_browser_keeps_progress_through_versions_and_packages(player) -> None:
    """The journal's key holds neither version nor package: module packages share notes, not progress."""
    note = ":::{reflection} r\nWhat now?\n:::\n\n"
    first = {"one": pages("A") + note + question("q", "*Yes", "No"), "two": pages("B", name="Two")}
    second = {
        "two": pages("New", "B", name="Two"),
        "one": pages("Z", "A") + question("q", "No", "*Yes") + note,
    }
    old, text, _ = built(first)
    new, text, _ = built(second, text)
    part, _, _ = built(second, text, only="one")
    player("reset")
    state = player("markDone", player("blank"), number_of(old, "A"), WHEN)
    state = answer(player, state, old, "q", "Yes")
    state = player("setNote", state, activity(old, "r")["number"], "Mine", WHEN)
    player("open", "old", old, "ann")
    player("write", "old", {"state": state, "told": 0})
    player("open", "new", new, "ann")
    found = player("read", "new")["state"]
    assert found == state
    assert found["done"] == [number_of(new, "A")]
    assert dict(found["answers"])[activity(new, "q")["number"]]["chosen"] == options(new, "q", "Yes")
    player("open", "part", part, "ann")
    alone = player("read", "part")["state"]
    assert (alone["done"], alone["answers"]) == ([], [])
    assert dict(alone["notes"])[activity(part, "r")["number"]]["text"] == "Mine"
    assert player("decode", player("encode", state, new)["text"], part)["damage"] == "head", (
        "another SCO's state"
    )
