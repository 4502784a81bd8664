"""TRACKING.md's table row by row; what may be done, undone and opened; and how responses are marked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples import WHEN, activity, course, module, page

from builder.blocks.answer.forms import folded, number_of

TEST = 2
COURSE = course(
    [module(1, [1, 2]), module(TEST, [3], attempts=2)],
    [page(1, required=[1]), page(2, required=[2]), page(3, TEST, required=[3, 4], minutes=1.5)],
    [
        activity(1),
        activity(2, "note", 0),
        activity(3, module=TEST, assessed=True, points=3),
        activity(4, "matching", 2, groups=2, module=TEST, assessed=True),
    ],
    completion={"pages": 100, "assessment": TEST, "report": "passed"},
)
PLAIN = COURSE | {"completion": {"pages": 100, "assessment": None, "report": "passed"}}


def attempt(player, state, right: bool, given=COURSE):
    state = player("startAttempt", state, given, TEST, 1, WHEN)
    chosen = {"chosen": [1 if right else 2], "pairs": []}
    state = player("answer", state, given["activities"][2], chosen, WHEN)["state"]
    pairs = {"chosen": [], "pairs": [[1, 1], [2, 2]]}
    state = player("answer", state, given["activities"][3], pairs, WHEN)["state"]
    return player("submitAttempt", state, given, TEST, WHEN)


def read_all(player, state, pages=(1, 2, 3)):
    for number in pages:
        state = player("markDone", state, number, WHEN)
    return state


def row(player, state, given=COURSE):
    now = player("status", state, given)
    return now["pagesDone"], now["outcome"], now["complete"], now["score"]


def test_pages_not_done(player) -> None:
    blank = player("blank")
    assert row(player, blank, PLAIN) == (False, "unknown", False, None)
    assert row(player, blank) == (False, "unknown", False, None)
    assert row(player, attempt(player, blank, right=False)) == (False, "unknown", False, 25)
    assert row(player, attempt(player, blank, right=True)) == (False, "passed", False, 100)


def test_pages_done(player) -> None:
    done = read_all(player, player("blank"))
    assert row(player, done, PLAIN) == (True, "unknown", True, None)
    assert row(player, done) == (True, "unknown", False, None)
    assert row(player, attempt(player, done, right=False)) == (True, "unknown", False, 25)
    assert row(player, attempt(player, done, right=True)) == (True, "passed", True, 100)


@pytest.mark.parametrize("pages", [(), (1, 2, 3)])
def test_exhausted_is_failed_whatever_the_pages(player, pages) -> None:
    state = read_all(player, player("blank"), pages)
    state = attempt(player, attempt(player, state, right=False), right=False)
    assert row(player, state) == (bool(pages), "failed", True, 25)
    assert player("status", state, COURSE)["exhausted"] is True
    assert player("attemptsLeft", state, COURSE, TEST) == "0"
    assert player("startAttempt", state, COURSE, TEST, 1, WHEN) == state


def test_a_last_attempt_that_is_still_open_is_not_exhausted(player) -> None:
    state = player("startAttempt", attempt(player, player("blank"), right=False), COURSE, TEST, 9, WHEN)
    assert row(player, state)[1] == "unknown"
    fewer = COURSE | {"modules": [COURSE["modules"][0], module(TEST, [3], attempts=1)]}
    assert row(player, state, fewer)[1] == "unknown"


def test_unlimited_attempts_are_never_exhausted(player) -> None:
    endless = COURSE | {"modules": [COURSE["modules"][0], module(TEST, [3], attempts=0)]}
    state = player("blank")
    for _ in range(5):
        state = attempt(player, state, right=False, given=endless)
    assert row(player, state, endless) == (False, "unknown", False, 25)
    assert player("attemptsLeft", state, endless, TEST) == "Infinity"


def test_the_assessment_alone_decides_when_pages_do_not_count(player) -> None:
    alone = COURSE | {"completion": {"pages": 0, "assessment": TEST, "report": "passed"}}
    assert row(player, player("blank"), alone) == (True, "unknown", False, None)
    assert row(player, attempt(player, player("blank"), right=True), alone) == (True, "passed", True, 100)


@pytest.mark.parametrize(
    "completion",
    [
        {"pages": 0, "assessment": None, "report": "passed"},
        {"pages": 100, "assessment": None, "report": "passed"},
        {"pages": 100, "assessment": 77, "report": "passed"},
    ],
)
def test_opening_alone_never_completes(player, completion) -> None:
    now = player("status", player("blank"), COURSE | {"completion": completion})
    assert now["complete"] is False
    assert now["outcome"] == "unknown"


def test_a_percentage_of_pages(player) -> None:
    some = PLAIN | {"completion": {"pages": 66, "assessment": None, "report": "passed"}}
    assert row(player, read_all(player, player("blank"), (1,)), some)[0] is False
    enough = read_all(player, player("blank"), (1, 3))
    assert row(player, enough, some) == (True, "unknown", True, None)
    assert player("status", enough, PLAIN)["progress"] == 0.6666


def test_nothing_terminal_is_ever_lowered(player) -> None:
    passed = player("settle", attempt(player, read_all(player, player("blank")), right=True), COURSE, WHEN)
    assert (passed["terminal"], passed["finishedAt"]) == ("passed", WHEN)
    longer = COURSE | {"pages": [*COURSE["pages"], page(4), page(5)], "highestPage": 5}
    now = player("status", attempt(player, passed, right=False), longer)
    assert now == {
        "pagesDone": True,
        "outcome": "passed",
        "score": 100,
        "progress": 1,
        "complete": True,
        "exhausted": False,
    }
    failed = player("reach", player("blank"), "failed", WHEN)
    assert row(player, failed)[1] == "failed"
    assert player("reach", passed, "failed", WHEN + 1) == passed
    assert row(player, attempt(player, failed, right=True))[1] == "passed"


def test_a_lower_pass_mark_counts_for_scores_already_reached(player) -> None:
    state = attempt(player, player("blank"), right=False)
    easier = COURSE | {"modules": [COURSE["modules"][0], module(TEST, [3], attempts=2, passMark=25)]}
    assert row(player, state, easier)[1] == "passed"


# ------------------------------------------------------------------ pages


def test_a_page_waits_for_its_required_activities_only(player) -> None:
    state = player("blank")
    assert player("canBeDone", 1, state, COURSE) is False
    answered = player("answer", state, COURSE["activities"][0], {"chosen": [3], "pairs": []}, WHEN)["state"]
    assert player("canBeDone", 1, answered, COURSE) is True, "answered, right or not"
    assert player("canBeDone", 2, player("setNote", state, 2, "  ", WHEN), COURSE) is False
    assert player("canBeDone", 2, player("setNote", state, 2, "a", WHEN), COURSE) is True
    open_ = player("startAttempt", state, COURSE, TEST, 1, WHEN)
    assert player("canBeDone", 3, open_, COURSE) is False
    submitted = attempt(player, state, right=False)
    again = player("startAttempt", submitted, COURSE, TEST, 1, WHEN)
    assert player("canBeDone", 3, again, COURSE) is True, "submitted once stays so while trying again"


def test_done_can_be_undone_until_the_module_is_complete(player) -> None:
    one = read_all(player, player("blank"), (1,))
    assert player("canBeUndone", 1, one, COURSE) is True
    assert player("undoDone", one, 1, WHEN)["done"] == []
    both = read_all(player, one, (2,))
    assert player("moduleDone", 1, both, COURSE) is True
    assert player("canBeUndone", 1, both, COURSE) is False
    assert player("canBeUndone", 1, player("reach", one, "passed", WHEN), COURSE) is False


def test_locks_name_the_page_to_finish_first_and_open_for_good(player) -> None:
    strict = COURSE | {"navigation": "in-order"}
    state = read_all(player, player("blank"), (1,))
    assert [player("locked", each, state, strict) for each in (1, 2, 3)] == [0, 0, 2]
    assert player("locked", 3, state, COURSE) == 0
    assert player("locked", 3, read_all(player, state, (3,)), strict) == 0, "what was done stays open"
    assert player("locked", 3, player("reach", state, "passed", WHEN), strict) == 0


def test_minutes_left_and_where_to_go_on(player) -> None:
    state = read_all(player, player("blank"), (1,))
    assert player("minutesLeft", state, COURSE) == 4
    assert player("resumeAt", state, COURSE) == 0
    assert player("resumeAt", player("goTo", state, 2, WHEN), COURSE) == 2
    gone = player("goTo", state, 9, WHEN)
    assert player("resumeAt", gone, COURSE | {"heirs": {"9": 3}}) == 3, "the page now in its place"
    assert player("resumeAt", gone, COURSE) == 2, "of a newer version: the first page to do"
    strict = COURSE | {"navigation": "in-order"}
    assert player("resumeAt", player("goTo", state, 3, WHEN), strict) == 2, (
        "a page that has come in before it"
    )


# ------------------------------------------------------------------ marking

SEVERAL = activity(1, options=5, right=3)


@pytest.mark.parametrize(
    ("chosen", "result", "score"),
    [
        ([1, 2, 3], "correct", 1),
        ([3, 2, 1, 1], "correct", 1),
        ([1, 2], "partial", 2 / 3),
        ([1, 2, 4], "incorrect", 0),
        ([1, 2, 3, 4, 5], "incorrect", 0),
        ([4], "incorrect", 0),
        ([], "incorrect", 0),
    ],
)
def test_several_right(player, chosen, result, score) -> None:
    assert player("mark", SEVERAL, {"chosen": chosen, "pairs": []}) == {"result": result, "score": score}


@pytest.mark.parametrize(("chosen", "result"), [([1], "correct"), ([2], "incorrect"), ([1, 2], "incorrect")])
def test_one_right(player, chosen, result) -> None:
    assert player("mark", activity(1), {"chosen": chosen, "pairs": []})["result"] == result


@pytest.mark.parametrize(
    ("pairs", "result", "score"),
    [
        ([[1, 1], [2, 2], [3, 1], [4, 2]], "correct", 1),
        ([[1, 1], [2, 2], [3, 2], [4, 1]], "partial", 0.5),
        ([[1, 1]], "partial", 0.25),
        ([[1, 2]], "incorrect", 0),
        ([[1, 2], [1, 1]], "partial", 0.25),
    ],
)
def test_sorting(player, pairs, result, score) -> None:
    sort = activity(1, "matching", 4, groups=2)
    assert player("mark", sort, {"chosen": [], "pairs": pairs}) == {"result": result, "score": score}


def test_where_the_whole_is_wanted_a_part_earns_nothing(player) -> None:
    sort = activity(1, "matching", 4, groups=2, whole=True)
    assert player("mark", sort, {"chosen": [], "pairs": [[1, 1]]}) == {"result": "partial", "score": 0}
    every = {"chosen": [], "pairs": sort["pairs"]}
    assert player("mark", sort, every) == {"result": "correct", "score": 1}


@pytest.mark.parametrize(
    ("places", "result", "score"),
    [
        ([1, 2, 3, 4], "correct", 1),
        ([2, 1, 3, 4], "partial", 0.5),
        ([2, 3, 4, 1], "incorrect", 0),
    ],
)
def test_putting_in_order(player, places, result, score) -> None:
    """Each item in its place earns its share."""
    order = activity(1, "sequencing", 4, groups=4)
    pairs = [[item, place] for item, place in enumerate(places, 1)]
    assert player("mark", order, {"chosen": [], "pairs": pairs}) == {"result": result, "score": score}


def typed(kind: str, forms: list[str], right: int = 1, **more: object):
    given = activity(1, kind, len(forms), right=right, **more)
    return given | {
        "choices": [each | {"text": form} for each, form in zip(given["choices"], forms, strict=True)]
    }


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Café au lait", "correct"),
        ("  cafe   AU-LAIT! ", "correct"),
        ("ﬂat white", "correct"),
        ("tea", "incorrect"),
        ("caféaulait", "incorrect"),
        ("café au lait, please", "incorrect"),
        ("?!", "incorrect"),
        ("", "incorrect"),
    ],
)
def test_words(player, text, result) -> None:
    """By letters and digits: capitals, accents, spaces and punctuation make no difference; and as the builder does it."""
    forms = ["café au lait", "flat white", "tea"]
    given = {"chosen": [], "pairs": [], "text": text}
    assert player("mark", typed("fill-in", forms, right=2), given)["result"] == result
    assert (folded(text) in {folded(each) for each in forms[:2]}) == (result == "correct")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1200", "correct"),
        ("1,200 ml", "correct"),
        ("about 1 200 ml.", "correct"),
        ("well, 1200", "correct"),
        ("1200.5", "correct"),
        ("1200,5", "correct"),
        ("1199.5", "correct"),
        ("1200.51", "incorrect"),
        ("-1200", "incorrect"),
        ("−1,200", "incorrect"),
        ("1.2", "incorrect"),
        ("twelve hundred", "incorrect"),
    ],
)
def test_numbers(player, text, result) -> None:
    """With a unit, with commas, near enough; and as the builder reads them."""
    given = {"chosen": [], "pairs": [], "text": text}
    assert player("mark", typed("numeric", ["1,200"], margin=0.5), given)["result"] == result
    number = number_of(text)
    assert (number is not None and abs(number - 1200) <= Decimal("0.5")) == (result == "correct")


def test_numbers_below_nought_and_binary_fractions(player) -> None:
    for form, margin, text, result in (
        ("-3", 0, "−3 °C", "correct"),
        ("-3", 0, "3", "incorrect"),
        ("0.2", 0.1, "0.3", "correct"),
        ("0.2", 0.1, "0.1", "correct"),
        ("0.2", 0.1, "0.301", "incorrect"),
    ):
        given = {"chosen": [], "pairs": [], "text": text}
        assert player("mark", typed("numeric", [form], margin=margin), given)["result"] == result, (
            form,
            text,
        )


def test_an_expected_mistake_is_known_and_earns_nothing(player) -> None:
    given = typed("fill-in", ["with", "to"])
    assert player("formOf", given, "TO") == given["choices"][1]
    assert player("mark", given, {"chosen": [], "pairs": [], "text": "to"}) == {
        "result": "incorrect",
        "score": 0,
    }


def test_the_total_of_an_assessment_is_fixed(player) -> None:
    halves = [[4, {"chosen": [], "pairs": [[1, 1]]}]]
    assert player("assessmentScore", TEST, halves, COURSE) == 12.5
    assert player("assessmentScore", TEST, [[3, {"chosen": [1], "pairs": []}], *halves], COURSE) == 87.5
    assert player("assessmentScore", TEST, [], COURSE) == 0
    thirds = course([module(1, [], attempts=1)], [], [activity(each, assessed=True) for each in (1, 2, 3)])
    assert player("assessmentScore", 1, [[2, {"chosen": [1], "pairs": []}]], thirds) == 33.33


def test_an_assessed_answer_is_kept_unmarked_until_submission(player) -> None:
    sealed = {**COURSE["activities"][2], "correct": []}
    refused = player("answer", player("blank"), sealed, {"chosen": [1], "pairs": []}, WHEN)
    assert refused["state"] == player("blank"), "no attempt is open"
    state = player("startAttempt", player("blank"), COURSE, TEST, 70_000, WHEN)
    state = player("answer", state, sealed, {"chosen": [1], "pairs": []}, WHEN)["state"]
    result = dict(state["results"])[TEST]
    assert result["seed"] == 70_000 % 65536
    assert result["answers"][0][1]["tries"] == 0
    found = player("submitAttempt", state, COURSE, TEST, WHEN)
    closed = dict(found["results"])[TEST]
    assert (closed["last"], closed["best"], closed["passed"]) == (75, 75, False)
    assert [number for number, _ in closed["answers"]] == [3]
    assert closed["answers"][0][1]["result"] == "correct"
    assert player("submitAttempt", found, COURSE, TEST, WHEN) == found


def test_shuffling_depends_on_the_seed_alone(player) -> None:
    numbers = list(range(1, 21))
    orders = [player("shuffle", numbers, seed) for seed in range(200)]
    assert all(sorted(each) == numbers for each in orders)
    assert orders == [player("shuffle", numbers, seed) for seed in range(200)]
    assert len({tuple(each) for each in orders}) == 200
    firsts = [each[0] for each in orders]
    assert all(firsts.count(number) <= 25 for number in numbers), "no option is favoured"


def test_the_pages_of_a_test_do_not_wait_for_each_other(player) -> None:
    """They are done together, when it is handed in; what comes after it waits for them."""
    given = course(
        [module(1, [1]), module(2, [2, 3], attempts=3), module(3, [4])],
        [page(1), page(2, 2), page(3, 2), page(4, 3)],
        [],
    )
    strict = given | {"navigation": "in-order"}
    read = player("markDone", player("blank"), 1, WHEN)
    assert [player("locked", each, player("blank"), strict) for each in (2, 3, 4)] == [1, 1, 1]
    assert [player("locked", each, read, strict) for each in (2, 3, 4)] == [0, 0, 2]
