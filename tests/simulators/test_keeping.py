"""What each LMS keeps of a launch and hands to the next one: facts §1.1, §7, "Moodle as it behaves"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.simulators import profile
from builder.simulators.attempt import seconds, timespan

from .conftest import Session

Open = Callable[..., Session]
SUSPEND = "cmi.suspend_data"
STATUS = "cmi.core.lesson_status"
FIVE = "0000:05:00.00"
MASTERY = "<adlcp:masteryscore>70</adlcp:masteryscore>"


def test_an_ordinary_resume(session: Open, every_lms: str) -> None:
    lms = session(every_lms)
    lms.start()
    lms.set(SUSPEND, "state-1")
    lms.finish(lesson_status="incomplete", lesson_location="p2", session_time=FIVE, exit="suspend")
    kept = lms.lms.attempt
    assert (kept.status, kept.location, kept.suspend_data) == ("incomplete", "p2", "state-1")
    assert (kept.total_seconds, kept.exit, kept.score) == (300, "suspend", None)
    lms.start()
    assert lms.get(SUSPEND) == "state-1"
    assert lms.get("cmi.core.lesson_location") == "p2"
    assert lms.get("cmi.core.entry") == ("" if every_lms == "aicc_shim" else "resume")
    assert lms.get(STATUS) == ("i" if every_lms == "aicc_shim" else "incomplete")
    assert lms.get("cmi.core.total_time") == "0000:05:00.00"
    lms.finish(session_time="0000:01:00.00")
    assert kept.total_seconds == 360


@pytest.mark.parametrize("name", ["moodle_strict", "esr"])
def test_without_suspend_the_data_come_back_but_no_entry(session: Open, name: str) -> None:
    lms = session(name)
    lms.start()
    lms.set(SUSPEND, "state-1")
    lms.finish(lesson_status="incomplete")
    lms.start()
    assert (lms.get("cmi.core.entry"), lms.get(SUSPEND)) == ("", "state-1")


FINISHED = {
    "moodle_strict": [
        ("", {}, "completed"),
        ("", {"lesson_status": "incomplete"}, "incomplete"),
        (MASTERY, {"lesson_status": "passed", "score.raw": "50"}, "failed"),
        (MASTERY, {"lesson_status": "incomplete", "score.raw": "80"}, "passed"),
        (MASTERY, {"lesson_status": "incomplete"}, "incomplete"),
        ("", {"lesson_status": "passed", "score.raw": "50"}, "passed"),
    ],
    "esr": [
        (MASTERY, {"lesson_status": "passed", "score.raw": "50"}, "passed"),
    ],
    "learning_hub": [
        ("", {}, "incomplete"),
        ("", {"lesson_status": "passed"}, "incomplete"),
        ("", {"lesson_status": "passed", "session_time": "0000:00:00.00"}, "incomplete"),
        ("", {"lesson_status": "passed", "session_time": "0000:00:01.00"}, "passed"),
    ],
    "aicc_shim": [
        ("", {"lesson_status": "Completed"}, "completed"),
        ("", {"lesson_status": "p"}, "passed"),
    ],
}


@pytest.mark.parametrize("name", FINISHED)
def test_status_after_finish(session: Open, name: str) -> None:
    for item in dict.fromkeys(item for item, _, _ in FINISHED[name]):
        lms = session(name, item)
        for values, expected in [case[1:] for case in FINISHED[name] if case[0] == item]:
            lms.lms.new_attempt()
            lms.start()
            lms.finish(**values)
            assert (item, values, lms.lms.attempt.status) == (item, values, expected)


def test_moodle_opens_for_review_after_passed(session: Open) -> None:
    lms = session("moodle_strict", MASTERY)
    lms.start()
    assert lms.get("cmi.core.lesson_mode") == "normal"
    lms.finish(**{"lesson_status": "passed", "score.raw": "90"})
    assert lms.lms.attempt.lesson_mode == "review"
    lms.start()
    assert (lms.get("cmi.core.lesson_mode"), lms.get("cmi.core.credit")) == ("review", "no-credit")
    lms.finish(**{"score.raw": "10"})
    assert lms.lms.attempt.status == "passed"


def test_learning_hub_records_the_first_terminal_status_of_a_launch(session: Open) -> None:
    lms = session("learning_hub")
    lms.start()
    lms.set("cmi.core.session_time", FIVE)
    lms.set(STATUS, "completed")
    lms.call("LMSCommit", "")
    lms.finish(lesson_status="passed")
    assert lms.lms.attempt.status == "completed"


def test_learning_hub_is_blank_after_a_terminal_status(session: Open) -> None:
    lms = session("learning_hub")
    lms.start()
    lms.set(SUSPEND, "state-1")
    lms.finish(session_time=FIVE, lesson_status="passed", exit="suspend")
    lms.start()
    assert (lms.get("cmi.core.entry"), lms.get(SUSPEND), lms.get(STATUS)) == (
        "ab-initio",
        "",
        "not attempted",
    )
    assert [attempt.status for attempt in lms.lms.attempts] == ["passed", "not attempted"]


def test_learning_hub_is_locked_after_a_missing_finish(session: Open) -> None:
    lms = session("learning_hub")
    lms.start()
    lms.player.close()
    with lms.page.expect_popup() as popup:
        lms.page.goto(lms.lms.launch_url)
    assert popup.value.inner_text("#notice") == "This resource is already active."
    assert lms.lms.locked
    lms.lms.release()
    popup.value.close()
    assert lms.start() is True


def test_learning_hub_keeps_no_comments(session: Open) -> None:
    lms = session("learning_hub")
    lms.start()
    lms.set("cmi.comments", "hello")
    lms.finish(exit="suspend")
    lms.start()
    assert lms.get("cmi.comments") == ""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("learning_hub", "12:30:00", 2.5 * 3600),
        ("learning_hub", "100:00:00", 0),
        ("learning_hub", "0012:30:00", 10 * 3600),
        ("learning_hub", "0002:30:00.50", 2.5 * 3600 + 0.5),
        ("moodle_strict", "12:30:00", 12.5 * 3600),
        ("moodle_strict", "half an hour", 0),
    ],
)
def test_hours(name: str, text: str, expected: float) -> None:
    assert seconds(text, profile(name)) == expected


def test_timespan() -> None:
    assert timespan(45296.5) == "0012:34:56.50"


DATA = {
    "esr": [
        ("one\ntwo", "one\ntwo", "one"),
        ("a~olmota~b", "a", "a"),
        ("naïve €", "naïve €", "naïve €"),
    ],
    "aicc_shim": [
        ("a=b=c", "a=b=c", "a=b"),
        ("one\ntwo", "one\ntwo", "one"),
        ("cost $$5", "cost $5", "cost $5"),
        ("x$&y", "x{data}y", "x{data}y"),
    ],
    "moodle_strict": [
        ("a=b=c $& $$\nü+%26&x=1", "a=b=c $& $$\nü+%26&x=1", "a=b=c $& $$\nü+%26&x=1"),
    ],
    "learning_hub": [
        ("a=b=c\n😀", "a=b=c\n😀", "a=b=c\n😀"),
    ],
}


@pytest.mark.parametrize("name", DATA)
def test_what_becomes_of_suspend_data(session: Open, name: str) -> None:
    lms = session(name)
    for data, kept, handed in DATA[name]:
        lms.start()
        lms.set(SUSPEND, data)
        lms.finish(lesson_status="incomplete", exit="suspend")
        assert lms.lms.attempt.suspend_data == kept
        lms.start()
        assert lms.get(SUSPEND) == handed
        lms.finish()


def test_esr_posts_each_changed_value_once(session: Open) -> None:
    lms = session("esr")
    lms.start()
    lms.set("cmi.core.lesson_location", "p1")
    lms.set("cmi.core.lesson_location", "p1")
    lms.set("cmi.core.lesson_location", "p2")
    assert [dict(each.values) for each in lms.lms.launches[-1].messages] == [
        {"cmi.core.lesson_location": "p1"},
        {"cmi.core.lesson_location": "p2"},
    ]


def test_esr_loses_a_request_with_an_emoji(session: Open) -> None:
    lms = session("esr")
    lms.start()
    assert lms.set(SUSPEND, "well done 😀") == ("false", "101")
    assert lms.lms.attempt.suspend_data == ""
    assert lms.lms.launches[-1].alerts == ["Your learning system could not be reached."]


def test_a_new_attempt_is_blank(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    lms.finish(lesson_status="failed", exit="suspend")
    lms.lms.new_attempt()
    lms.start()
    assert (lms.get(STATUS), lms.get("cmi.core.entry")) == ("not attempted", "ab-initio")
    assert len(lms.lms.attempts) == 2
