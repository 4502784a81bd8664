"""What is written in a reflection: kept as it is written, by whom the learner chose, whole, and counted (PLAYER 28-30, 35)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from lms.courses import Packages, edited, pack, write
from lms.desk import SET
from lms.learner import Learner
from lms.seats import ScormSeat, Seat, XapiSeat
from player.state.node import Player, started
from playwright.sync_api import Browser, Locator, expect

from .conftest import Sit
from .course import DOORWAYS

NOTE = "The night porter knocked, and I had not heard xyzzy."
BOX, OTHER = "r-thoughts", "r-other"
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
PRIVATE = "Kept in this browser only."
SHARED = "Kept in this browser and with your course record. People who manage your learning system may be able to read it."


@pytest.fixture(scope="session")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    """What is in a state, by the player's own functions."""
    yield from started(tmp_path_factory.mktemp("player"))


@pytest.fixture(scope="session")
def browser_only(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The author leaves notes no other place than the browser."""
    texts = edited(DOORWAYS, course=("version: 1.4.0\n", "version: 1.4.0\nreflections: browser\n"))
    return pack(write(tmp_path_factory.mktemp("browser-only") / "course", texts))


def thoughts(seat: Seat, own: bool = True) -> Learner:
    """At the page with two boxes. `own`: this computer is the learner's, where nobody is known by name."""
    learner = seat.launch()
    if own and not seat.tracked and (keep := seat.view.get_by_role("button", name="keep it")).is_visible():
        keep.click()
    learner.open(seat.course.page("coming-in", 4))
    return learner


def box(learner: Learner, name: str = BOX) -> Locator:
    return learner.exercise(name).get_by_role("textbox")


def asking(learner: Learner, name: str = BOX) -> Locator:
    return learner.exercise(name).get_by_role("group", name="Who keeps your notes?")


def sent(seat: Seat) -> str:
    """All that ever went to the learning system, as it went."""
    if isinstance(seat, ScormSeat):
        return repr(seat.lms.calls) + repr([each.messages for each in seat.lms.launches])
    assert isinstance(seat, XapiSeat)
    return repr([each.body for each in seat.lrs.requests]) + repr(seat.lrs.statements)


def states(seat: Seat) -> list[str]:
    """Every state that was sent, in order, each once."""
    if isinstance(seat, ScormSeat):
        found = [
            call.arguments[1]
            for call in seat.lms.calls
            if call.function == SET and call.arguments[0] == "cmi.suspend_data"
        ]
    else:
        assert isinstance(seat, XapiSeat)
        puts = [each for each in seat.lrs.requests if each.resource == "activities/state" and each.body]
        found = [each.json["state"] for each in puts if "state" in each.json]
    return list(dict.fromkeys(found))


def decoded(seat: Seat, player: Player) -> Any:
    """What is in the state that the learning system holds."""
    held = seat.held()
    assert held
    course = seat.view.evaluate("JSON.parse(document.getElementById('course-data').textContent)")
    found = player("decode", held.state, course)
    assert found["damage"] == "none"
    return found["state"]


@pytest.mark.behaviour(28)
def test_what_is_written_is_kept_as_it_is_written(seat: Seat) -> None:
    """Within a second of the last key; whatever becomes of the connection and of the tab; and for nobody else."""
    learner = thoughts(seat)
    seat.context.clock.install()
    seat.context.clock.pause_at(datetime.now().timestamp() + 60)
    box(learner).press_sequentially(NOTE)
    assert NOTE not in repr(seat.journal())
    seat.context.clock.run_for(1_000)
    assert NOTE in repr(seat.journal())
    status = learner.view.get_by_role("status")
    expect(status).to_have_text("10 words, about 30 suggested. Saved in this browser")
    # that is said once
    box(learner).press_sequentially(" So I sat")
    seat.context.clock.run_for(1_000)
    expect(status).to_have_text("13 words, about 30 suggested.")
    seat.context.clock.resume()
    if seat.tracked:
        seat.saved()
        seat.away()
    box(learner).press_sequentially(" down.")
    learner.open(seat.course.page("coming-in", 3))
    if seat.tracked:
        learner.reads("We cannot save your progress right now.")
    seat.kill()
    if seat.tracked:
        seat.back()
    learner = thoughts(seat)
    expect(box(learner)).to_have_value(f"{NOTE} So I sat down.")


@pytest.mark.behaviour(28)
def test_the_next_person_at_this_computer_sees_nothing_of_it(seat: Seat) -> None:
    """Where nobody is known by name, it is kept for the visit."""
    learner = thoughts(seat, own=False)
    box(learner).fill(NOTE)
    seat.view.get_by_role("contentinfo").get_by_role("link", name="My notes").click()
    learner.reads(NOTE)
    seat.page.reload()
    learner.reads(NOTE)
    learner.leave()
    seat.wait_for_end()
    seat.make_way()
    learner = thoughts(seat, own=False)
    expect(box(learner)).to_have_value("")
    assert "xyzzy" not in seat.view.content()


@pytest.mark.behaviour(28)
def test_where_nothing_can_be_kept_it_is_said_before_writing(seat: Seat) -> None:
    seat.context.add_init_script(BLOCKED)
    learner = thoughts(seat, own=False)
    expect(box(learner)).to_have_accessible_description(
        re.compile(
            "^This browser does not keep notes. Download your notes before you close this. Please name no one"
        )
    )
    expect(learner.exercise(BOX).get_by_text("Download your notes before you close this.")).to_be_visible()
    box(learner).fill(NOTE)
    learner.open(seat.course.page("coming-in", 3))
    learner.open(seat.course.page("coming-in", 4))
    expect(box(learner)).to_have_value(NOTE)


@pytest.mark.behaviour(29)
def test_a_private_note_leaves_no_trace(sit: Sit, target: str, browser: Browser) -> None:
    """With the clock stopped, what is sent is the same to the letter, whether something is written or not; nothing of
    it is in any interaction or statement (PAINS 15), nor at another computer."""
    told = []
    for text in ("", NOTE, NOTE * 40):
        seat = sit(target)
        seat.context.clock.install(time=datetime(2026, 11, 21, 9))
        seat.context.clock.pause_at(datetime(2026, 11, 21, 9, 30))
        learner = thoughts(seat)
        expect(learner.exercise(BOX).get_by_text(PRIVATE)).to_be_visible()
        if text:
            learner.write(BOX, text)
            assert NOTE in repr(seat.journal())
        if not seat.tracked:
            # nobody is there who could be given it
            expect(learner.view.get_by_role("button", name="Change who keeps my notes")).to_have_count(0)
            continue
        learner.done()
        learner.at("Staying")
        expect(
            box(learner, learner.view.locator("article.current .recall").get_attribute("id") or "")
        ).to_have_value(text)
        seat.saved()
        learner.leave()
        seat.wait_for_end()
        told.append(states(seat))
        assert "xyzzy" not in sent(seat)
    if seat.tracked:
        assert told[0] == told[1] == told[2]
        assert told[0]
        seat.adopt(browser.new_context())
        learner = thoughts(seat)
        expect(box(learner)).to_have_value("")


@pytest.mark.behaviour(29)
def test_the_learner_is_asked_once_and_may_change_their_mind(
    seat: Seat, browser: Browser, player: Player
) -> None:
    """What every box says is true; what is taken back is gone from where it should no longer be."""
    learner = thoughts(seat)
    if not seat.tracked:
        expect(asking(learner)).to_be_hidden()
        expect(box(learner)).to_have_accessible_description(re.compile(f"^{PRIVATE}"))
        return
    expect(asking(learner)).to_be_visible()
    expect(asking(learner, OTHER)).to_be_hidden()
    expect(asking(learner).get_by_role("radio", name="This browser only")).to_be_checked()
    before, after = asking(learner).bounding_box(), box(learner).bounding_box()
    assert before
    assert after
    assert before["y"] < after["y"]
    shared = asking(learner).get_by_role("radio", name="Also my course record")
    expect(asking(learner)).to_contain_text(
        "So that you can go on at another computer. People who manage your learning system may be able to read them."
    )
    shared.check()
    for name in (BOX, OTHER):
        expect(box(learner, name)).to_have_accessible_description(re.compile(f"^{re.escape(SHARED)}"))
        learner.write(name, f"{NOTE} {name}")
    learner.done()
    learner.at("Staying")
    seat.saved()
    assert [text["text"] for _, text in decoded(seat, player)["notes"]] == [
        f"{NOTE} {BOX}",
        f"{NOTE} {OTHER}",
    ]
    learner.leave()
    seat.wait_for_end()
    # at another computer they are there, and nothing is asked again
    here = seat.context
    seat.adopt(browser.new_context(reduced_motion="reduce"))
    learner = thoughts(seat)
    expect(box(learner)).to_have_value(f"{NOTE} {BOX}")
    expect(asking(learner)).to_be_hidden()
    learner.exercise(OTHER).get_by_role("button", name="Change who keeps my notes").click()
    asking(learner, OTHER).get_by_role("radio", name="This browser only").check()
    for name in (BOX, OTHER):
        expect(box(learner, name)).to_have_accessible_description(re.compile(f"^{PRIVATE}"))
        expect(box(learner, name)).to_have_value(f"{NOTE} {name}")
    seat.saved()
    assert decoded(seat, player)["notes"] == []
    learner.leave()
    seat.wait_for_end()
    # the first computer obeys, and keeps its own copy
    seat.context.close()
    seat.adopt(here)
    learner = thoughts(seat)
    expect(box(learner)).to_have_accessible_description(re.compile(f"^{PRIVATE}"))
    expect(box(learner)).to_have_value(f"{NOTE} {BOX}")
    learner.leave()
    seat.wait_for_end()
    assert decoded(seat, player)["notes"] == []
    if isinstance(seat, XapiSeat):
        assert "xyzzy" not in repr(seat.lrs.statements)
    else:
        held = seat.held()
        assert held
        assert not any("thoughts" in each for each in held.answers)


@pytest.mark.behaviour(29)
def test_the_author_may_leave_the_browser_only(sit: Sit, target: str, browser_only: Packages) -> None:
    seat = sit(target, browser_only)
    learner = thoughts(seat)
    expect(learner.view.get_by_text("Also my course record").filter(visible=True)).to_have_count(0)
    expect(learner.view.get_by_role("button", name="Change who keeps my notes")).to_have_count(0)
    expect(box(learner)).to_have_accessible_description(re.compile(f"^{PRIVATE}"))
    learner.write(BOX, NOTE)
    learner.view.get_by_role("contentinfo").get_by_role("link", name="My notes").click()
    learner.reads("Your notes are kept in this browser only.")
    expect(learner.view.get_by_role("button", name="Keep them with my course record too")).to_be_hidden()
    if seat.tracked:
        seat.saved()
        assert "xyzzy" not in sent(seat)


@pytest.mark.behaviour(29)
def test_notes_can_be_deleted_everywhere(seat: Seat, player: Player) -> None:
    learner = thoughts(seat)
    if seat.tracked:
        asking(learner).get_by_role("radio", name="Also my course record").check()
    learner.write(BOX, NOTE)
    learner.view.get_by_role("contentinfo").get_by_role("link", name="My notes").click()
    learner.reads(NOTE)
    seat.saved()
    learner.press("Delete my notes")
    learner.press("Keep them")
    learner.reads(NOTE)
    learner.press("Delete my notes")
    learner.press("Yes, delete them")
    expect(learner.view.get_by_role("status")).to_have_text("Your notes have been deleted.")
    learner.reads("Nothing written yet.")
    seat.saved()
    assert "xyzzy" not in repr(seat.journal())
    if seat.tracked:
        assert [each["text"] for _, each in decoded(seat, player)["notes"] if each["text"]] == []
    seat.kill()
    learner = thoughts(seat)
    expect(box(learner)).to_have_value("")


@pytest.mark.behaviour(30)
def test_notes_that_find_no_room_are_told_of_and_whole(seat: Seat, player: Player) -> None:
    chance = random.Random(46)
    letters = "abcdefghijklmnopqrstuvwxyz"
    long = " ".join("".join(chance.choices(letters, k=9)) for _ in range(900))
    learner = thoughts(seat)
    if seat.tracked:
        asking(learner).get_by_role("radio", name="Also my course record").check()
    learner.write(OTHER, "A short one.")
    learner.write(BOX, long)
    learner.done()
    learner.at("Staying")
    seat.saved()
    if seat.tracked:
        expect(learner.view.get_by_role("status")).to_contain_text(
            re.compile("There is no room for all your notes")
        )
        held = seat.held()
        assert held
        assert len(held.state) <= 4096
        kept = decoded(seat, player)
        assert [each["text"] for _, each in kept["notes"]] == ["A short one."]
        assert kept["done"]
    learner.view.get_by_role("contentinfo").get_by_role("link", name="My notes").click()
    if seat.tracked:
        learner.reads("There is no room for all your notes in your learning system. Download them")
        seat.page.go_back()
        seat.page.go_back()
        expect(box(learner)).to_have_accessible_description(
            re.compile("^There is no room for all your notes")
        )
        expect(box(learner, OTHER)).to_have_accessible_description(re.compile(f"^{re.escape(SHARED)}"))
    seat.kill()
    learner = thoughts(seat)
    expect(box(learner)).to_have_value(long)


@pytest.mark.behaviour(35)
def test_words_are_counted_and_never_forced(seat: Seat) -> None:
    learner = thoughts(seat)
    seat.context.clock.install()
    seat.context.clock.pause_at(datetime.now().timestamp() + 60)
    count = learner.exercise(BOX).locator(".reflection-count")
    status = learner.view.get_by_role("status")
    expect(count).to_have_text("0 words, about 30 suggested")
    box(learner).press_sequentially("One knock")
    expect(count).to_have_text("2 words, about 30 suggested")
    seat.context.clock.run_for(900)
    expect(status).not_to_contain_text("2 words")
    seat.context.clock.run_for(100)
    expect(status).to_contain_text("2 words, about 30 suggested")
    assert box(learner).evaluate("each => [each.maxLength, each.minLength, each.required]") == [-1, -1, False]
    seat.context.clock.resume()
    long = "knock " * 300
    box(learner).fill(long)
    expect(count).to_have_text("300 words, about 30 suggested")
    learner.exercise(OTHER).get_by_role("textbox").fill("One word more")
    expect(learner.exercise(OTHER).locator(".reflection-count")).to_have_text("3 words")
    learner.done()
    learner.at("Staying")
    seat.page.go_back()
    expect(box(learner)).to_have_value(long)
