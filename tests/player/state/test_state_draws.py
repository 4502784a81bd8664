"""Attempts that ask some of a test's questions: 10,000 tests taken again and again, in the player's own functions."""

from __future__ import annotations

import random
from typing import Any

import pytest
from samples import WHEN, activity, course, module, page

Json = dict[str, Any]
TAGS = ["", "listening", "window"]


def some_test(dice: random.Random) -> Json:
    """A course that is one test: one to three banks, each of its own size and draw."""
    tagged = dice.random() < 0.6
    tags = TAGS[1 : 1 + dice.randint(1, 2)] if tagged else [""]
    draw, activities = {}, []
    for tag in tags:
        size = dice.randint(1, 12)
        draw[tag] = dice.randint(1, size)
        for _ in range(size):
            number = 1 + (activities[-1]["number"] if activities else 0) + dice.choice([0, 0, 0, 3])
            activities.append(activity(number, assessed=True, **({"tag": tag} if tag else {})))
    test = module(1, [1], draw=draw, attempts=dice.randint(0, 5), passMark=dice.choice([50, 80, 100]))
    completion = {"pages": 0, "assessment": 1, "report": "passed"}
    return course([test], [page(1)], activities, completion=completion)


@pytest.mark.parametrize("part", range(10))
def test_a_thousand_tests_with_all_their_attempts(player, part: int) -> None:
    dice = random.Random(part)
    for _ in range(1000):
        given = some_test(dice)
        terms = given["modules"][0]["assessment"]
        numbers = [each["number"] for each in given["activities"]]
        plan = [
            {"seed": dice.randrange(65536), "right": [each for each in numbers if dice.random() < 0.7]}
            for _ in range(terms["attempts"] or 3)
        ]
        sat = player("sit", given, 1, plan)
        nothing_repeats(given, [each["drawn"] for each in sat])
        best = 0.0
        for number, (wish, attempt) in enumerate(zip(plan, sat, strict=True), 1):
            assert attempt["same"], "a return finds another draw"
            drawn = attempt["drawn"]
            score = len(set(wish["right"]) & set(drawn)) / len(drawn) * 100
            best = max(best, score)
            passed = best >= terms["passMark"]
            over = passed or number == terms["attempts"]
            assert attempt["last"] == pytest.approx(score, abs=0.011)
            assert attempt["best"] == pytest.approx(best, abs=0.011)
            assert attempt["passed"] == passed
            assert attempt["complete"] == over
            assert attempt["outcome"] == ("passed" if passed else "failed" if over else "unknown")


def nothing_repeats(given: Json, draws: list[list[int]]) -> None:
    """Each attempt asks of each bank as many as it should, and none again before the bank is used up."""
    for tag, count in given["modules"][0]["assessment"]["draw"].items():
        bank = {each["number"] for each in given["activities"] if not tag or each.get("tag") == tag}
        asked: set[int] = set()
        for drawn in draws:
            own = bank & set(drawn)
            assert len(own) == count
            assert len(own - asked) == min(count, len(bank - asked))
            asked = own if len(bank - asked) < count else asked | own
        assert all(len(drawn) == len(set(drawn)) for drawn in draws)


def drawn_in(state: Json) -> list[int]:
    return list(dict(state["results"])[1]["drawn"])


def bank(*numbers: int, draw: int = 2) -> Json:
    activities = [activity(each, assessed=True) for each in numbers]
    return course([module(1, [1], draw={"": draw})], [page(1)], activities)


def test_an_edited_bank_never_changes_an_open_attempt(player) -> None:
    before = bank(1, 2, 3, 4, draw=2)
    state = player("startAttempt", player("blank"), before, 1, 9, WHEN)
    first = drawn_in(state)
    after = bank(1, 2, 3, 4, 5, 6, 7, 8, draw=3)  # the bank grew, and more are drawn
    text = player("encode", state, before)["text"]
    again = player("decode", text, after)["state"]
    assert drawn_in(again) == first
    assert drawn_in(player("startAttempt", again, after, 1, 7, WHEN + 1)) == first  # it is open still
    for each in after["activities"]:
        if each["number"] in first:
            again = player("answer", again, each, {"chosen": [1], "pairs": []}, WHEN + 2)["state"]
    done = player("submitAttempt", again, after, 1, WHEN + 3)
    assert dict(done["results"])[1]["best"] == 100  # of the two that were asked
    second = drawn_in(player("startAttempt", done, after, 1, 3, WHEN + 4))
    assert len(second) == 3
    assert not set(second) & set(first)


def test_a_question_that_is_taken_away_no_longer_counts(player) -> None:
    before = bank(1, 2, 3, 4, draw=2)
    state = player("startAttempt", player("blank"), before, 1, 9, WHEN)
    gone, stays = drawn_in(state)
    after = bank(*({1, 2, 3, 4} - {gone}), draw=2)
    (own,) = [each for each in after["activities"] if each["number"] == stays]
    state = player("answer", state, own, {"chosen": [1], "pairs": []}, WHEN)["state"]
    done = player("submitAttempt", state, after, 1, WHEN + 1)
    assert dict(done["results"])[1]["best"] == 100


def test_a_test_that_begins_to_draw_keeps_its_open_attempt_whole(player) -> None:
    whole = bank(1, 2, 3, draw=2)
    whole["modules"][0]["assessment"]["draw"] = {}
    state = player("startAttempt", player("blank"), whole, 1, 9, WHEN)
    assert drawn_in(state) == []
    drawing = bank(1, 2, 3, draw=2)
    answers = [activity(each, assessed=True) for each in (1, 2, 3)]
    for each in answers[:2]:
        state = player("answer", state, each, {"chosen": [1], "pairs": []}, WHEN)["state"]
    done = player("submitAttempt", state, drawing, 1, WHEN + 1)
    assert dict(done["results"])[1]["best"] == 66.67  # of three
