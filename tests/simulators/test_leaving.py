"""What reaches each LMS when the content goes away: facts §1.8, §7.1, "Moodle as it behaves"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Session

Open = Callable[..., Session]
SUSPEND = "cmi.suspend_data"
LAST_WORDS = (
    ["LMSSetValue", "cmi.core.lesson_status", "incomplete"],
    ["LMSSetValue", "cmi.core.exit", "suspend"],
    ["LMSCommit", ""],
    ["LMSFinish", ""],
)


@pytest.mark.parametrize("way", ["#leave", "#close-player", "close"])
@pytest.mark.parametrize("name", ["moodle_strict", "learning_hub", "aicc_shim"])
def test_finish_at_unload_arrives(session: Open, name: str, way: str) -> None:
    lms = session(name)
    lms.start()
    lms.at_unload(*LAST_WORDS)
    lms.player.close() if way == "close" else lms.player.click(way)
    lms.lms.wait(lambda each: each.attempt.finished and each.attempt.exit == "suspend")
    lms.lms.wait(lambda each: any(call.function == "LMSFinish" for call in each.calls))
    assert lms.lms.attempt.status == "incomplete"
    assert [call.function for call in lms.lms.calls] == ["LMSInitialize", *(each[0] for each in LAST_WORDS)]


def test_esr_keeps_only_what_came_before_unload(session: Open) -> None:
    lms = session("esr")
    lms.start()
    lms.set("cmi.core.lesson_location", "p3")
    lms.at_unload(*LAST_WORDS)
    bar = lms.page.frame(name="lms_frame")
    assert bar is not None
    bar.click("#close-player")
    lms.lms.wait(lambda each: any(call.function == "LMSFinish" for call in each.calls))
    assert lms.lms.calls[-1].returned == "false"
    assert (lms.lms.attempt.location, lms.lms.attempt.status) == ("p3", "not attempted")
    assert not lms.lms.attempt.finished


@pytest.mark.parametrize(("text", "arrives"), [("a" * 63_000, True), ("字" * 30_000, False)])
def test_moodles_beacon_counts_bytes(session: Open, text: str, arrives: bool) -> None:
    lms = session("moodle_lax")
    lms.start()
    lms.at_unload(["LMSSetValue", SUSPEND, text], *LAST_WORDS)
    lms.page.click("#close-player")
    lms.lms.wait(lambda each: any(call.function == "LMSFinish" for call in each.calls))
    commit = next(call for call in lms.lms.calls if call.function == "LMSCommit")
    assert commit.returned == "true"
    if arrives:
        lms.lms.wait(lambda each: each.attempt.suspend_data == text)
    else:
        assert (lms.lms.attempt.suspend_data, lms.lms.attempt.status) == ("", "not attempted")


@pytest.mark.parametrize(
    ("shape", "depth"),
    [("frame", 3), ("frameset", 2), ("popup", 0), ("popup", 2), ("wrapper", 0), ("opener", 0)],
)
def test_the_api_is_found_in_every_shape(session: Open, shape: str, depth: int) -> None:
    lms = session("moodle_strict", shape=shape, depth=depth)
    assert lms.start() == "true"
    assert lms.finish(lesson_status="incomplete") == "true"
    assert lms.lms.attempt.status == "incomplete"


def test_no_api(session: Open) -> None:
    lms = session("moodle_strict", shape="none")
    content = lms.launch()
    assert content.evaluate("[found, window.refused]") == [None, None]


def test_a_parent_of_another_origin_throws(session: Open) -> None:
    lms = session("moodle_strict", shape="cross-origin")
    content = lms.launch()
    assert content.evaluate("[found, window.refused]") == [None, "SecurityError"]
