"""PLAYER 45, PAINS 2, 3, 6, 16: what a learner did is there after every edit of the course, and belongs to what it did."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from .author import Author, Json, Version

WHEN = 1_790_000_000_000
RANKS = ["", "failed", "completed", "passed"]


class Learner:
    """Does random things in a version of the course, by the player's own functions."""

    def __init__(self, player: Any, dice: random.Random) -> None:
        self.player, self.dice = player, dice
        self.state: Json = player("choosePlace", player("blank"), "lms", WHEN)
        self.at = WHEN
        self.answered: dict[int, int] = {}  # activity -> our own revision of it when it was answered

    def study(self, version: Version, times: int) -> None:
        for _ in range(times):
            self.at += self.dice.choice([1, 1000, -100_000_000])  # clocks go wrong
            self.act(version)
            self.state = self.player("settle", self.state, version.data, self.at)

    def act(self, version: Version) -> None:
        player, dice, course = self.player, self.dice, version.data
        pages = [each["number"] for each in course["pages"]]
        tests = [each["number"] for each in course["modules"] if each["assessment"]]
        what = dice.choice(["go", "done", "done", "answer", "answer", "answer", "start", "submit", "write"])
        if what == "go":
            self.state = player("goTo", self.state, dice.choice(pages), self.at)
        elif what == "done":
            self.state = player("markDone", self.state, dice.choice(pages), self.at)
        elif what == "start":
            self.state = player("startAttempt", self.state, course, tests[0], dice.randrange(65536), self.at)
        elif what == "submit":
            before = dict(self.state["results"]).get(tests[0])
            self.state = player("submitAttempt", self.state, course, tests[0], self.at)
            if before and before["open"]:  # marked by the questions as they are now
                for number, _ in dict(self.state["results"])[tests[0]]["answers"]:
                    self.note(version, number)
        elif course["activities"]:
            self.answer(version, dice.choice(course["activities"]))

    def answer(self, version: Version, activity: Json) -> None:
        number = activity["number"]
        if activity["kind"] == "note":
            self.state = self.player("setNote", self.state, number, f"Mine {self.dice.random()}", self.at)
            return
        options = [each["number"] for each in activity["choices"]]
        targets = [each["number"] for each in activity["targets"]]
        some = sorted(self.dice.sample(options, self.dice.randint(1, len(options))))
        right = self.dice.random() < 0.5
        response = {
            "chosen": [] if targets else activity["correct"] if right else some,
            "pairs": (activity["pairs"] if right else [[each, self.dice.choice(targets)] for each in some])
            if targets
            else [],
        }
        before = self.state
        self.state = self.player("answer", before, activity, response, self.at)["state"]
        if self.state != before:
            kept = self.player("answerTo", self.state, activity)
            if kept["revision"] == activity["revision"]:
                self.note(version, number)

    def note(self, version: Version, number: int) -> None:
        names = {value: key for key, value in version.activities.items()}
        self.answered[number] = version.revisions[names[number]]


class Truth:
    """Which number is whose, through all versions."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}
        self.owners: dict[Any, Any] = {}

    def check(self, version: Version) -> None:
        found: list[tuple[str, Any, Any, int]] = []
        found += [("page", "", key, number) for key, number in version.pages.items()]
        found += [("activity", "", key, number) for key, number in version.activities.items()]
        found += [("option", *key, number) for key, number in version.options.items()]
        for kind, parent, key, number in found:
            assert self.numbers.setdefault((kind, parent, key), number) == number, (
                f"{kind} {key}: another number"
            )
            assert self.owners.setdefault((kind, parent, number), key) == key, (
                f"{kind} {number}: another one's"
            )


def carried(player: Any, learner: Learner, old: Version, new: Version) -> Json:
    """What the learner did in one version, as the next one finds it in the LMS and takes it up."""
    text = player("encode", learner.state, old.data)["text"]
    found = player("decode", text, new.data)
    assert found == {"damage": "none", "state": learner.state}, "all of it, to the letter"
    back = player("encode", found["state"], new.data)["text"]
    assert player("decode", back, old.data)["state"] == learner.state, (
        "what a version does not know is handed on"
    )
    state = found["state"]
    for module, _ in state["results"]:
        state = player("regraded", state, new.data, module)
    return player("settle", state, new.data, learner.at)


def never_lower(player: Any, before: Json, after: Json, old: Version, new: Version) -> None:
    assert after["done"] == before["done"]
    assert after["notes"] == before["notes"]
    assert after["answers"] == before["answers"]
    assert RANKS.index(after["terminal"]) >= RANKS.index(before["terminal"])
    for (_, one), (_, other) in zip(before["results"], after["results"], strict=True):
        assert other["best"] >= one["best"]
        assert other["last"] >= one["last"]
        assert other["passed"] >= one["passed"]
        assert 0 <= other["best"] <= 100
        same = ["used", "open", "seed", "at", "answers"]
        assert [one[name] for name in same] == [other[name] for name in same], "an attempt goes on as it was"
    then, now = player("status", before, old.data), player("status", after, new.data)
    if then["complete"]:
        assert now["complete"]
        assert RANKS.index(after["terminal"]) >= 1
    if then["outcome"] == "passed" and then["complete"]:
        assert now["outcome"] == "passed"
    if then["score"] is not None:
        assert now["score"] >= then["score"]


def shown(player: Any, learner: Learner, version: Version) -> None:
    """What the learner sees is their own, and says so where a question has changed since."""
    for key, number in version.activities.items():
        activity = next(each for each in version.data["activities"] if each["number"] == number)
        answer = player("answerTo", learner.state, activity)
        if answer is None or activity["kind"] == "note":
            continue
        changed = answer["revision"] != activity["revision"]
        assert changed == (learner.answered[number] != version.revisions[key]), key


def comes_back(player: Any, state: Json, old: Version, new: Version) -> None:
    """The bookmark: the same page, or one of its module where there still is one."""
    if not state["bookmark"]:
        return
    found = player("resumeAt", state, new.data)
    now = {each["number"]: each["module"] for each in new.data["pages"]}
    then = {each["number"]: each["module"] for each in old.data["pages"]}
    mark = state["bookmark"]
    assert found in now
    if mark in now:
        assert found == mark
    elif then.get(mark) in now.values():
        assert now[found] == then[mark]


def can_be_handed_in(player: Any, state: Json, version: Version) -> None:
    """PAINS 16: whatever became of the test, an open attempt ends with a possible score."""
    for module, result in state["results"]:
        if result["open"]:
            closed = dict(player("submitAttempt", state, version.data, module, WHEN)["results"])[module]
            assert not closed["open"]
            assert 0 <= closed["last"] <= closed["best"] <= 100
            assert closed["used"] == result["used"] + 1


@settings(max_examples=30)
@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_progress_survives_every_edit(player, dice, count) -> None:
    author, truth, learner = Author(dice), Truth(), Learner(player, dice)
    version = author.begin()
    truth.check(version)
    for _ in range(count):
        learner.study(version, dice.randint(0, 14))
        new = author.edit(dice.randint(1, 6))
        truth.check(new)
        after = carried(player, learner, version, new)
        never_lower(player, learner.state, after, version, new)
        comes_back(player, after, version, new)
        can_be_handed_in(player, after, new)
        learner.state, version = after, new
        shown(player, learner, version)
