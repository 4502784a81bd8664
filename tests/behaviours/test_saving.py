"""How progress is saved, what is said of it, and how a session ends."""

from __future__ import annotations

import re

import pytest
from lms.desk import COMMIT, FINISH
from lms.learner import Learner
from lms.seats import ScormSeat, Seat, Take, XapiSeat
from playwright.sync_api import expect

LOST = "We cannot save your progress right now. Keep this window open: we will keep trying."
AGAIN = "Your progress is being saved again."
BUSY_FOR = 2_000


@pytest.fixture(params=["scorm12", "xapi"])
def tracked(request: pytest.FixtureRequest, sit: Take) -> Seat:
    """In each target that has somebody to tell."""
    return sit(request.param)


def state(seat: Seat) -> str:
    """What is kept of the learner's progress by whoever keeps it."""
    held = seat.held()
    if held is not None:
        return held.state
    return "".join(str(each["scos"]) for each in seat.journal().values())


def at_consent(seat: Seat) -> Learner:
    """The first page done, the second open, and all of it saved."""
    learner = seat.launch()
    learner.start()
    learner.done()
    learner.at("Consent")
    seat.saved()
    return learner


@pytest.mark.behaviour(10)
def test_every_answer_page_and_tick_is_saved_at_once(seat: Seat) -> None:
    """With the clock stopped: nothing of it waits for a timer, or for the end."""
    seat.context.clock.install()
    learner = seat.launch()
    learner.start()
    seat.saved()
    seat.page.clock.pause_at(seat.page.evaluate("Date.now()") + BUSY_FOR)
    before = state(seat)
    for act in (
        learner.done,
        lambda: learner.answer(seat.course.page("coming-in", 1).keys[0]),
        lambda: learner.answer(seat.course.page("coming-in", 1).keys[1], right=False),
        lambda: learner.open(seat.course.page("coming-in", 3)),
        learner.done,
    ):
        act()
        seat.saved()
        now = state(seat)
        assert now != before
        before = now


@pytest.mark.behaviour(10)
def test_a_hidden_tab_is_saved(tracked: Seat) -> None:
    seat = tracked
    learner = at_consent(seat)
    learner.open(seat.course.page("coming-in", 4))
    seat.saved()
    learner.exercise("r-thoughts").get_by_role("radio", name="Also my course record").check()
    box = learner.exercise("r-thoughts").get_by_role("textbox")
    seat.saved()
    before = state(seat)
    box.fill("This morning.")
    seat.view.evaluate(
        """() => { Object.defineProperty(document, "hidden", { get: () => true });
                   document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    seat.saved()
    assert state(seat) != before


@pytest.mark.behaviour(10)
@pytest.mark.parametrize("way", ["Save and exit", "closed"])
def test_the_session_ends_once(tracked: Seat, way: str) -> None:
    """Whatever else a browser then says of the page."""
    seat = tracked
    learner = at_consent(seat)
    if way == "closed":
        seat.view.evaluate("() => ['pagehide', 'pagehide'].forEach(each => dispatchEvent(new Event(each)))")
    else:
        learner.leave()
    seat.page.close()
    seat.wait_for_end()
    if isinstance(seat, ScormSeat):
        seat.desk.wait(lambda lms: lms.attempt.finished)
        names = [call.function for call in seat.lms.calls]
        assert (names.count(FINISH), names[-2:]) == (1, [COMMIT, FINISH])
    elif isinstance(seat, XapiSeat):
        assert len(seat.said("suspended")) == 1


@pytest.mark.behaviour(10)
def test_no_handler_of_unload(seat: Seat) -> None:
    """Neither exists: browsers ignore the one and ask because of the other (PAINS 8, 24)."""
    seat.context.add_init_script(
        """window.heard = []; const add = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, ...rest) {
          if (this === window) heard.push(type); return add.call(this, type, ...rest); };"""
    )
    at_consent(seat)
    heard = set(seat.view.evaluate("heard"))
    assert "pagehide" in heard
    assert heard.isdisjoint({"unload", "beforeunload"})
    assert seat.view.evaluate("window.onunload === null && window.onbeforeunload === null")


@pytest.mark.behaviour(11)
def test_a_lost_connection_is_told_and_made_good(tracked: Seat) -> None:
    """Tried again after 5, 15 and 60 seconds; the course goes on meanwhile."""
    seat = tracked
    seat.context.clock.install()
    learner = at_consent(seat)
    before = state(seat)
    seat.away()
    learner.answer(seat.course.page("coming-in", 1).keys[0])
    seat.page.clock.run_for(5_000)
    banner = seat.view.locator("#course--banner")
    expect(banner).to_contain_text(LOST)
    expect(banner.get_by_role("button", name="Try again")).to_be_visible()
    for seconds in (15, 60):
        seat.page.clock.run_for(seconds * 1000)
        expect(banner).to_be_visible()
    learner.open(seat.course.page("coming-in", 3))
    learner.done()
    learner.at("Thoughts")
    assert state(seat) == before
    seat.back()
    seat.page.clock.run_for(60_000)
    expect(seat.view.get_by_role("status")).to_have_text(AGAIN)
    expect(banner).to_be_hidden()
    seat.saved()
    assert state(seat) != before


@pytest.mark.behaviour(11)
def test_back_online_and_by_hand(tracked: Seat) -> None:
    seat = tracked
    learner = at_consent(seat)
    for title, page in (("Nothing to answer", 3), ("Thoughts", 4)):
        seat.away()
        learner.open(seat.course.page("coming-in", page))
        learner.at(title)
        learner.reads(LOST)
        seat.back()
        if page == 3:
            seat.view.evaluate("dispatchEvent(new Event('online'))")
        else:
            learner.retry()
        expect(seat.view.get_by_role("status")).to_have_text(AGAIN)
        seat.saved()


@pytest.mark.behaviour(11)
def test_nothing_unsent_is_called_sent(sit: Take, tracked: Seat) -> None:
    seat: Seat = sit(tracked.target, module="check")
    check = seat.course.module("check")
    learner = seat.launch()
    learner.start()
    seat.saved()
    seat.away()
    learner.take(check)
    learner.view.locator(".map a", has_text="Finish").click()
    learner.at("You have finished")
    learner.reads("Not yet sent to your learning system. Keep this window open.")
    expect(seat.view.get_by_text(re.compile("recorded")).filter(visible=True)).to_have_count(0)
    expect(seat.view.get_by_text("Sent to your learning system", exact=True)).to_be_hidden()
    seat.back()
    learner.retry()
    learner.reads("Sent to your learning system")
    assert seat.until(status="passed").score == 100


WORDS = {
    "scorm12": "You are not in your learning system. Your progress is not being recorded; it is kept in this browser only.",
    "xapi": "Your progress is not being recorded; it is kept in this browser only.",
    "web": "This copy keeps your progress in this browser.",
}


@pytest.mark.behaviour(12)
def test_no_learning_system(sit: Take, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said within two seconds of a page's own time, and nothing is in the way."""
    seat: Seat = sit(target, **({"shape": "none"} if target == "scorm12" else {}))
    if isinstance(seat, XapiSeat):
        monkeypatch.setattr(seat, "url", seat.server.url)
    seat.context.clock.install()
    learner = seat.launch(ready=False)
    seat.page.clock.run_for(2_100)
    learner.reads(WORDS[target])
    expect(seat.view.get_by_role("status")).to_contain_text(WORDS[target])
    learner.kept()
    learner.start()
    learner.done()
    learner.at("Consent")
    learner.answer(seat.course.page("coming-in", 1).keys[0])
    learner.kept()
    seat.view.evaluate("location.reload()")
    seat.page.clock.run_for(2_100)
    learner.at("Consent")
    learner.reads("Correct")


@pytest.mark.behaviour(14)
def test_done_means_done(sit: Take, target: str) -> None:
    """The test answered wrong before, page 1 opened and practised after: passed stays passed."""
    seat: Seat = sit(target)
    learner = seat.launch()
    if not seat.tracked:
        learner.press("This is my own computer: keep it")
    learner.start()
    for module in seat.course.modules[:2]:
        for page in module.pages:
            learner.at(page.title)
            for key in page.keys:
                learner.answer(key)
            if page.id == "film":
                learner.press(re.compile("^I have watched this"))
            learner.done()
    check = seat.course.module("check")
    learner.take(check, wrong={"c-one"})
    learner.reads("Passed")
    seat.saved()
    before = seat.held()
    for again in (False, True):
        if again:
            learner.leave()
            seat.wait_for_end()
            learner = seat.launch()
            expect(learner.panel("Welcome back.")).to_contain_text("Nothing you do now changes your result.")
        learner.open(seat.course.page("coming-in", 1))
        expect(seat.view.get_by_role("button", name=re.compile("undo"))).to_have_count(0)
        learner.answer(seat.course.page("coming-in", 1).keys[0], right=False)
        learner.done()
        # Opened for review, as this one is after it was passed, nothing is sent any more.
        expect(seat.view.locator("#save-state")).to_have_text(re.compile("^(Saved|Kept here) "))
        learner.view.locator(".map a", has_text="Finish").click()
        learner.at("You have finished")
    if before is not None:
        held = seat.held()
        assert held is not None
        assert (held.status, held.score) == (before.status, before.score) == ("passed", pytest.approx(66.67))
        assert held.answers == before.answers


@pytest.mark.behaviour(17)
def test_saving_is_visible(tracked: Seat) -> None:
    """One place, and no other, says it; the reader hears of it politely, and seldom."""
    seat = tracked
    seat.context.clock.install()
    learner = seat.launch()
    place = seat.view.locator("#save-state")
    seat.saved()
    seat.view.evaluate(
        """() => { window.said = []; window.seen = [];
        const watch = (id, into) => new MutationObserver(() => into.push(document.getElementById(id).textContent))
          .observe(document.getElementById(id), { childList: true, characterData: true, subtree: true });
        watch("status", said); watch("save-state", seen); }"""
    )
    learner.start()
    learner.at("Coming in")
    seat.saved()
    seat.page.clock.run_for(31_000)
    for _ in range(2):
        learner.open(seat.course.page("coming-in", 3))
        seat.saved()
        learner.open(seat.course.page("coming-in", 4))
        seat.saved()
    said = [each for each in seat.view.evaluate("said") if each.startswith("Saved")]
    assert len(said) == 1
    assert "Saving…" in seat.view.evaluate("seen")
    expect(place).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    expect(seat.view.get_by_role("status")).to_have_attribute("role", "status")
    assert place.get_attribute("aria-live") is None
    seat.away()
    learner.open(seat.course.page("coming-in", 3))
    expect(place).to_have_text("Not saved")


@pytest.mark.behaviour(17)
def test_keeping_is_visible(sit: Take) -> None:
    """Where there is nobody to tell."""
    seat: Seat = sit("web")
    learner = seat.launch()
    learner.start()
    expect(seat.view.locator("#save-state")).to_have_text(re.compile(r"^Kept here \d\d:\d\d$"))


LEFT = {
    "scorm12": "Your progress has been sent. Go back to your learning system.",
    "xapi": "Your progress has been sent. Go back to your learning system.",
    "web": "Your progress is kept in this browser.",
}


@pytest.mark.behaviour(18)
def test_save_and_exit(seat: Seat) -> None:
    """On every page; notes that are kept nowhere else are offered."""
    learner = seat.launch()
    leave = seat.view.get_by_role("banner").get_by_role("button", name="Save and exit")
    for module in seat.course.modules:
        for page in module.pages:
            learner.open(page)
            expect(leave).to_be_visible()
    learner.open(seat.course.page("coming-in", 4))
    learner.write("r-thoughts", "This morning, twice.")
    learner.leave()
    learner.reads(LEFT[seat.target])
    learner.reads("Your notes are kept in this browser only.")
    with seat.page.expect_download() as download:
        seat.view.get_by_role("button", name=re.compile("^Download")).filter(visible=True).click()
    assert download.value.suggested_filename.endswith(".docx")
    seat.wait_for_end()


@pytest.mark.behaviour(18)
@pytest.mark.parametrize(
    ("target", "shape", "words"),
    [
        ("scorm12", "popup", 1),
        ("scorm12", "opener", 1),
        ("scorm12", "frame", 0),
        ("xapi", "", 0),
        ("web", "", 0),
    ],
)
def test_the_window_may_be_closed_where_it_is_its_own(sit: Take, target: str, shape: str, words: int) -> None:
    seat: Seat = sit(target, **({"shape": shape} if shape else {}))
    seat.launch().leave()
    expect(seat.view.get_by_text("You can close this window.").filter(visible=True)).to_have_count(words)


@pytest.mark.behaviour(18)
@pytest.mark.parametrize("who", ["the learner", "the course"])
def test_exit_while_nothing_can_be_sent(tracked: Seat, who: str) -> None:
    """Sent later, by whoever tries again, the page says so and the session ends."""
    seat = tracked
    learner = at_consent(seat)
    seat.away()
    learner.answer(seat.course.page("coming-in", 1).keys[0])
    learner.leave()
    learner.reads("Your progress could not be sent. It is kept in this browser")
    seat.back()
    if who == "the learner":
        learner.view.locator("#course--left [data-do=exit]").dispatch_event("click")
    else:
        seat.view.evaluate("dispatchEvent(new Event('online'))")
    learner.reads("Your progress has been sent.")
    seat.wait_for_end()
