"""What each LMS answers to single calls: facts §1.2 to §1.5, §7, "Moodle as it behaves"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Session

Open = Callable[..., Session]
SUSPEND = "cmi.suspend_data"
LOCATION = "cmi.core.lesson_location"
TIME = "cmi.core.session_time"
STATUS = "cmi.core.lesson_status"
OK = ("true", "0")
TYPE = ("false", "405")
NONE = ("false", "401")
FIRST = "cmi.interactions.0."


def interaction(kind: str, **fields: str) -> list[tuple[str, str]]:
    return [
        (FIRST + "id", "q1"),
        (FIRST + "type", kind),
        *((FIRST + name, value) for name, value in fields.items()),
    ]


# LMS, what is set before, element, value, answer and error.
REFUSED_BY_ALL_THAT_CHECK = [
    (TIME, "00:05:00", OK),
    (TIME, "0000:05:00.00", OK),
    (TIME, "0000:05:00.5", OK),
    (TIME, "0000:05:00.123", TYPE),
    (TIME, "0:05:00", TYPE),
    (TIME, "PT5M", TYPE),
    (STATUS, "incomplete", OK),
    (STATUS, "Completed", TYPE),
    (STATUS, "not attempted", TYPE),
    ("cmi.core.exit", "suspend", OK),
    ("cmi.core.exit", "", OK),
    ("cmi.core.exit", "normal", TYPE),
    ("cmi.core.score.raw", "66.666666", OK),
    ("cmi.core.score.raw", "101", TYPE),
    ("cmi.core.score.raw", "-1", TYPE),
    ("cmi.core.score.raw", "ten", TYPE),
    (LOCATION, "x" * 255, OK),
    ("cmi.core.student_id", "me", ("false", "403")),
    ("cmi.core._children", "me", ("false", "402")),
    ("cmi.nothing", "x", ("false", "201")),
]


@pytest.mark.parametrize("name", ["moodle_strict", "moodle_lax", "esr", "learning_hub"])
def test_types_and_access(session: Open, name: str) -> None:
    lms = session(name)
    assert str(lms.start()).lower() == "true"
    lms.check(REFUSED_BY_ALL_THAT_CHECK)


@pytest.mark.parametrize(
    ("name", "element", "most"),
    [
        ("moodle_strict", SUSPEND, 4096),
        ("moodle_strict", LOCATION, 255),
        ("moodle_lax", SUSPEND, 64_000),
        ("moodle_lax", LOCATION, 64_000),
        ("esr", SUSPEND, 4096),
        ("esr", LOCATION, 255),
        ("learning_hub", SUSPEND, 63_999),
    ],
)
def test_limits(session: Open, name: str, element: str, most: int) -> None:
    lms = session(name)
    lms.start()
    assert lms.set(element, "a" * most) == OK
    assert lms.set(element, "b" * (most + 1)) == TYPE
    assert lms.get(element) == "a" * most
    lms.call("LMSCommit", "")
    assert lms.lms.attempt.values[element] == "a" * most


ELEMENTS = {
    "esr": [
        ("cmi.core.score.min", "0", NONE),
        ("cmi.core.score.max", "100", NONE),
        ("cmi.interactions.0.id", "q1", NONE),
        ("cmi.objectives.0.id", "o1", NONE),
        ("cmi.student_preference.audio", "1", NONE),
        ("cmi.comments", "x" * 4096, OK),
    ],
    "moodle_strict": [
        ("cmi.core.score.max", "100", OK),
        ("cmi.interactions.0.id", "q 1", TYPE),
        ("cmi.interactions.0.id", "fähig", TYPE),
        ("cmi.interactions.0.id", "q.1/a", OK),
        ("cmi.interactions.0.type", "other", TYPE),
        ("cmi.interactions.0.type", "long-fill-in", TYPE),
        ("cmi.interactions.0.type", "choice", OK),
        ("cmi.interactions.0.result", "incorrect", TYPE),
        ("cmi.interactions.0.result", "wrong", OK),
        ("cmi.interactions.0.weighting", "100.5", TYPE),
        ("cmi.interactions.0.student_response", "x" * 256, TYPE),
        ("cmi.interactions.0.student_response", "{anything}[,]", OK),
        ("cmi.interactions.0.time", "25:00:00", TYPE),
        ("cmi.interactions.2.id", "q2", ("false", "201")),
    ],
    "moodle_lax": [
        ("cmi.interactions.0.student_response", "x" * 256, OK),
    ],
    "learning_hub": [
        ("cmi.interactions.0.type", "choice", ("false", "201")),
    ],
    "aicc_shim": [
        ("cmi.core.session_time", "5 minutes", ("true", "0")),
        ("cmi.interactions.0.id", "q1", ("false", "0")),
    ],
}


@pytest.mark.parametrize("name", ELEMENTS)
def test_elements(session: Open, name: str) -> None:
    lms = session(name)
    lms.start()
    lms.check(ELEMENTS[name])


ANSWERS = [
    ("choice", "a", OK),
    ("choice", "a,c", OK),
    ("choice", "{a,c}", TYPE),
    ("choice", ",".join("abcdefghijklmnopqrstuvwxyz"), OK),
    ("choice", ",".join("0abcdefghijklmnopqrstuvwxyz"), TYPE),
    ("true-false", "t", OK),
    ("true-false", "true", TYPE),
    ("numeric", "3.5", OK),
    ("numeric", "-3.5", TYPE),
    ("matching", "1.c,2.b", OK),
    ("matching", "{1.c}", TYPE),
    ("sequencing", "a,c,b", OK),
    ("fill-in", "a word", OK),
    ("fill-in", "", TYPE),
    ("likert", "3", OK),
]


def test_learning_hub_answers(session: Open) -> None:
    lms = session("learning_hub")
    lms.start()
    for number, (kind, response, expected) in enumerate(ANSWERS):
        this = f"cmi.interactions.{number}."
        lms.check(
            [
                (this + "id", f"q{number}", OK),
                (this + "type", kind, OK),
                (this + "student_response", response, expected),
                (this + "correct_responses.0.pattern", response, expected),
            ]
        )
    refused = sum(expected == TYPE for _, _, expected in ANSWERS)
    assert len(lms.lms.launches[-1].alerts) == 2 * refused
    assert len(lms.lms.calls) == 1 + 8 * len(ANSWERS)


READINGS = {
    "moodle_strict": [
        ("cmi.core.score._children", "raw,min,max", "0"),
        ("cmi.interactions._count", "0", "0"),
        ("cmi.core.exit", "", "404"),
        ("cmi.core.exit._children", "", "202"),
        ("cmi.core._count", "", "203"),
        ("cmi.nothing", "", "201"),
        ("", "", "201"),
        ("cmi.core.student_name", "Okafor, Ada", "0"),
        ("cmi.core.entry", "ab-initio", "0"),
        ("cmi.core.lesson_status", "not attempted", "0"),
        ("cmi.core.total_time", "0000:00:00.00", "0"),
    ],
    "esr": [
        ("cmi.core.score._children", "raw", "0"),
        ("cmi.interactions._count", "", "401"),
        ("cmi.student_data.mastery_score", "", "401"),
    ],
    "learning_hub": [
        ("cmi.interactions._count", 0, "0"),
        ("cmi.student_data.mastery_score", "100", "0"),
    ],
    "aicc_shim": [
        ("cmi.core._children", "", "0"),
        ("cmi.interactions._count", "", "0"),
        ("cmi.core.entry", "", "0"),
    ],
}


@pytest.mark.parametrize("name", READINGS)
def test_reading(session: Open, name: str) -> None:
    lms = session(name)
    lms.start()
    assert [(element, lms.get(element), lms.error()) for element, *_ in READINGS[name]] == READINGS[name]


def test_the_manifest_reaches_the_content(session: Open) -> None:
    item = "<adlcp:datafromlms>unit=4</adlcp:datafromlms><adlcp:masteryscore>70</adlcp:masteryscore>"
    lms = session("moodle_strict", item)
    lms.start()
    assert lms.get("cmi.launch_data") == "unit=4"
    assert lms.get("cmi.student_data.mastery_score") == "70"


@pytest.mark.parametrize(
    ("name", "answer"),
    [("moodle_strict", "true"), ("esr", "true"), ("learning_hub", True), ("aicc_shim", True)],
)
def test_what_success_looks_like(session: Open, name: str, answer: object) -> None:
    lms = session(name)
    assert lms.start() is answer or lms.lms.calls[0].returned == answer
    assert lms.call("LMSSetValue", STATUS, "incomplete") == answer
    assert lms.call("LMSCommit", "") == answer
    assert lms.finish() == answer


def test_order_of_calls(session: Open) -> None:
    lms = session("moodle_strict")
    lms.launch()
    assert (lms.get(STATUS), lms.error()) == ("", "301")
    assert (lms.call("LMSInitialize", "x"), lms.error()) == ("false", "201")
    assert (lms.call("LMSInitialize", ""), lms.error()) == ("true", "0")
    assert (lms.call("LMSInitialize", ""), lms.error()) == ("false", "101")
    assert (lms.call("LMSCommit", "x"), lms.error()) == ("false", "201")
    assert lms.call("LMSGetErrorString", "405") == "Incorrect data type"
    assert lms.finish() == "true"
    assert (lms.set(STATUS, "incomplete"), lms.error()) == (("false", "301"), "301")


@pytest.mark.parametrize(("name", "again"), [("moodle_strict", ("true", "0")), ("esr", ("false", "101"))])
def test_initialize_after_finish(session: Open, name: str, again: tuple[str, str]) -> None:
    lms = session(name)
    lms.start()
    lms.finish()
    assert (lms.call("LMSInitialize", ""), lms.error()) == again


def test_calls_are_recorded_in_order(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    lms.set(SUSPEND, "x" * 4097)
    assert [(each.function, each.returned, each.error) for each in lms.lms.launches[-1].calls] == [
        ("LMSInitialize", "true", "0"),
        ("LMSSetValue", "false", "405"),
        ("LMSGetLastError", "405", "405"),
    ]
    assert lms.lms.calls[1].arguments == (SUSPEND, "x" * 4097)


def test_comments_are_appended(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    lms.set("cmi.comments", "one ")
    lms.set("cmi.comments", "two")
    assert lms.get("cmi.comments") == "one two"
    assert lms.set("cmi.comments", "x" * 4090) == TYPE


def test_interactions_are_kept_in_full(session: Open) -> None:
    lms = session("moodle_strict")
    lms.start()
    for element, value in interaction(
        "choice", student_response="a,c", result="correct", latency="0000:00:04.20"
    ):
        assert lms.set(element, value) == OK
    assert lms.set(FIRST + "correct_responses.1.pattern", "a") == ("false", "201")
    lms.set(FIRST + "correct_responses.0.pattern", "a,c")
    assert lms.get("cmi.interactions._count") == "1"
    assert (lms.get(FIRST + "id"), lms.error()) == ("", "404")
    lms.finish()
    assert lms.lms.attempt.interactions == [
        {
            "id": "q1",
            "type": "choice",
            "student_response": "a,c",
            "result": "correct",
            "latency": "0000:00:04.20",
            "correct_responses": ["a,c"],
        }
    ]
    lms.start()
    assert lms.get("cmi.interactions._count") == "1"
