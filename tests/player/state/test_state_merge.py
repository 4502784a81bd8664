"""Two copies of one learner's state become one, in any order; and who wins when a session opens."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import WHEN, activity, course, courses, module, page, states

QUICK = settings(max_examples=100)
ONE = course(
    [module(1, [1, 2]), module(2, [3], attempts=3)],
    [page(1), page(2), page(3, 2)],
    [
        activity(1),
        activity(2, "note", 0),
        activity(3, module=2, assessed=True),
        activity(4, module=2, assessed=True),
    ],
)
three = courses().flatmap(lambda each: st.tuples(*[states(each)] * 3))


@QUICK
@given(all=three)
def test_order_repetition_and_grouping_make_no_difference(player, all) -> None:
    a, b, c = all
    assert player("merge", a, b) == player("merge", b, a)
    assert player("merge", a, a) == a
    assert player("merge", player("merge", a, b), c) == player("merge", a, player("merge", b, c))
    both = player("merge", a, b)
    assert player("merge", both, b) == both


@QUICK
@given(all=three)
def test_nothing_done_is_lost(player, all) -> None:
    a, b = (each | {"round": 0} for each in all[:2])
    both = player("merge", a, b)
    assert set(both["done"]) == {*a["done"], *b["done"]}
    merged, mine, theirs = dict(both["results"]), dict(a["results"]), dict(b["results"])
    for number, result in merged.items():
        sides = [each[number] for each in (mine, theirs) if number in each]
        assert result["best"] == max(each["best"] for each in sides)
        assert result["passed"] == any(each["passed"] for each in sides)
        assert result["used"] == max(each["used"] for each in sides)
        whole = [(each["used"], each["open"], each["seed"], each["answers"]) for each in sides]
        assert (result["used"], result["open"], result["seed"], result["answers"]) in whole, (
            "attempts never mix"
        )
    for number, note in dict(both["notes"]).items():
        assert note["at"] == max(
            dict(each["notes"])[number]["at"] for each in (a, b) if number in dict(each["notes"])
        )


def choose(player, state, *options):
    return player("answer", state, ONE["activities"][0], {"chosen": list(options), "pairs": []}, WHEN)[
        "state"
    ]


def kept_answer(state):
    return dict(state["answers"])[1]


def test_a_right_answer_is_not_lost_to_an_older_wrong_one(player) -> None:
    wrong = choose(player, choose(player, choose(player, player("blank"), 2), 3), 4)
    right = choose(player, player("blank"), 1)
    assert kept_answer(player("merge", wrong, right))["result"] == "correct"
    newer = right | {"answers": [[1, kept_answer(wrong) | {"revision": 2}]]}
    assert kept_answer(player("merge", right, newer))["chosen"] == [4], "the question has changed since"
    assert kept_answer(choose(player, right, 3))["result"] == "correct", "practising again is not recorded"
    assert kept_answer(wrong)["tries"] == 3


def test_a_new_attempt_begins_without_the_old_answers_whichever_copy_is_older(player) -> None:
    state = player("startAttempt", player("blank"), ONE, 2, 5, WHEN)
    for each in ONE["activities"][2:]:
        state = player("answer", state, each, {"chosen": [1], "pairs": []}, WHEN)["state"]
    submitted = player("submitAttempt", state, ONE, 2, WHEN)
    again = player("startAttempt", submitted, ONE, 2, 6, WHEN + 1)
    assert dict(again["results"])[2] == {
        "used": 1,
        "best": 100,
        "last": 100,
        "passed": True,
        "open": True,
        "seed": 6,
        "at": WHEN + 1,
        "answers": [],
        "drawn": [],
        "seen": [],
    }
    for old in (state, submitted):
        assert dict(player("merge", old, again)["results"])[2] == dict(again["results"])[2]


def test_a_deleted_note_stays_deleted_and_a_later_edit_always_wins(player) -> None:
    state = player("setNote", player("blank"), 2, "Mine", WHEN)
    deleted = player("deleteNotes", state, WHEN - 5000)  # a clock that goes wrong
    assert player("merge", state, deleted)["notes"] == deleted["notes"]
    assert dict(deleted["notes"])[2]["text"] == ""
    edited = player("setNote", state, 2, "Better", WHEN - 9)
    assert dict(player("merge", edited, state)["notes"])[2]["text"] == "Better"
    assert state["saved"] == 0, "writing a note leaves no mark in what an LMS is told"


def test_the_newer_choice_of_place_wins(player) -> None:
    lms = player("choosePlace", player("blank"), "lms", WHEN)
    back = player("choosePlace", lms, "browser", WHEN - 60)
    assert player("merge", lms, back)["place"] == "browser"


def test_a_new_round_replaces_progress_and_keeps_notes(player) -> None:
    old = player("setNote", player("markDone", player("blank"), 1, WHEN), 2, "Mine", WHEN)
    new = player("markDone", player("fresh", old, WHEN + 9), 2, WHEN + 10)
    both = player("merge", old, new)
    assert both["done"] == [2]
    assert dict(both["notes"])[2]["text"] == "Mine"


def test_at_launch_a_blank_lms_asks_before_old_progress_is_used(player) -> None:
    blank, local = player("blank"), player("markDone", player("blank"), 1, WHEN)
    assert player("reconcile", None, local, True, WHEN) == {"state": local, "ask": True}
    first = player("reconcile", None, blank, False, WHEN)
    assert first["ask"] is False
    assert first["state"]["round"] == WHEN
    # Elsewhere a browser remembers an earlier round: it must not complete this one.
    met = player("reconcile", first["state"], local, True, WHEN + 1)
    assert met["state"]["done"] == []
    assert met["ask"] is False


def test_at_launch_the_lms_and_this_browser_are_merged(player) -> None:
    sent = player("markDone", player("fresh", player("blank"), WHEN), 1, WHEN)
    same = player("markDone", player("fresh", player("blank"), WHEN), 2, WHEN)
    assert player("reconcile", sent, same, True, WHEN)["state"]["done"] == [1, 2]
    offline = player("markDone", player("blank"), 3, WHEN)
    merged = player("reconcile", sent, offline, False, WHEN)["state"]
    assert merged["done"] == [1, 3], "progress that no LMS was told of is not lost"
    noted = player("setNote", player("fresh", player("blank"), WHEN + 5), 2, "Mine", WHEN)
    kept = player("reconcile", sent, noted, True, WHEN)["state"]
    assert kept["done"] == [1]
    assert dict(kept["notes"])[2]["text"] == "Mine"
