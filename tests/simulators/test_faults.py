"""Faults switched on before and during a launch, and how each LMS shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Session

Open = Callable[..., Session]
SUSPEND = "cmi.suspend_data"
LOST = "Your learning system could not be reached."


def test_initialize(session: Open) -> None:
    lms = session("moodle_strict")
    lms.lms.fault(initialize="refuse")
    assert (lms.start(), lms.error()) == ("false", "101")
    lms.lms.clear()
    assert lms.call("LMSInitialize", "") == "true"
    lms.lms.fault(initialize="throw")
    lms.launch()
    assert lms.content.evaluate(
        "() => { try { return call('LMSInitialize', '') } catch (e) { return e.message } }"
    ) == ("LMSInitialize failed")
    assert lms.lms.calls[-1].thrown


def test_the_shim_needs_student_data(session: Open) -> None:
    lms = session("aicc_shim")
    lms.lms.fault(student_data=False)
    assert lms.start() is False


def test_an_element_is_refused(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    with lms.lms.faulty(refuse={SUSPEND: "405", "cmi.interactions": "401"}):
        assert lms.set(SUSPEND, "x") == ("false", "405")
        assert lms.set("cmi.interactions.0.id", "q1") == ("false", "401")
        assert lms.set("cmi.core.lesson_status", "incomplete") == ("true", "0")
    assert lms.set(SUSPEND, "x") == ("true", "0")


def test_commit(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    lms.set(SUSPEND, "x")
    with lms.lms.faulty(commit="false"):
        assert (lms.call("LMSCommit", ""), lms.error()) == ("false", "101")
    with lms.lms.faulty(commit="throw"), pytest.raises(Exception, match="LMSCommit failed"):
        lms.call("LMSCommit", "")
    assert lms.lms.attempt.suspend_data == ""
    assert lms.call("LMSCommit", "") == "true"
    assert lms.lms.attempt.suspend_data == "x"
    with lms.lms.faulty(commit="forget"):
        lms.set(SUSPEND, "y")
        assert lms.call("LMSCommit", "") == "true"
    assert lms.lms.attempt.suspend_data == "x"


def test_the_session_is_ended(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    lms.lms.fault(ended=True)
    assert lms.set(SUSPEND, "x") == ("false", "301")
    assert (lms.call("LMSCommit", ""), lms.call("LMSFinish", ""), lms.get(SUSPEND)) == ("false", "false", "")


def test_suspend_data_are_cut(session: Open) -> None:
    lms = session("moodle_strict")
    lms.lms.fault(truncate=10)
    lms.start()
    lms.set(SUSPEND, "0123456789abc")
    lms.finish(exit="suspend")
    lms.start()
    assert lms.get(SUSPEND) == "0123456789"


@pytest.mark.parametrize(
    ("name", "answer", "alerts"),
    [
        ("moodle_strict", "false", []),
        ("esr", "false", [LOST]),
        ("learning_hub", False, [LOST]),
        ("aicc_shim", True, []),
    ],
)
def test_the_network(session: Open, name: str, answer: object, alerts: list[str]) -> None:
    lms = session(name)
    lms.start()
    lms.set("cmi.core.lesson_location", "p1")
    for network in ("down", "error", "login"):
        with lms.lms.faulty(network=network):
            assert (network, lms.call("LMSCommit", "")) == (network, answer)
    assert lms.lms.launches[-1].alerts == 3 * alerts
    lms.set("cmi.core.lesson_location", "p2")
    lms.finish()
    assert lms.lms.attempt.location == "p2"


@pytest.mark.parametrize(("returns", "answer"), [("boolean", True), ("number", 1), ("string", "true")])
def test_what_calls_return(session: Open, returns: Any, answer: object) -> None:
    lms = session("moodle_strict")
    lms.lms.fault(returns=returns)
    assert lms.start() == answer
    assert lms.call("LMSCommit", "") == answer
