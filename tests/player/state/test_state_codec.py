"""The compact text: every state comes back, damage costs little and never lies, and it always fits."""

from __future__ import annotations

import base64
import json
import random
import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from reflections import ACCOUNTS
from samples import (
    WHEN,
    activity,
    assessments,
    course,
    courses,
    drawing,
    filled,
    large,
    model,
    module,
    page,
    states,
)

from builder.state_bound import state_bound, words_for_notes

QUICK = settings(max_examples=120)
ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
Json = dict[str, Any]


def roomless(state: Json) -> Json:
    """The state without what depends on room: notes."""
    return state | {"notes": []}


@QUICK
@given(st.data())
def test_a_state_comes_back_as_it_was(player, data) -> None:
    given_course = data.draw(courses())
    state = data.draw(states(given_course))
    text = player("encode", state, given_course)["text"]
    assert len(text) <= 4096
    assert set(text) <= set(ALPHABET)
    base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    expected = state if state["place"] == "lms" else roomless(state)
    found = player("decode", text, given_course)
    assert found == {"damage": "none", "state": expected}
    assert player("encode", found["state"], given_course)["text"] == text


def test_choosing_this_browser_tells_nobody(player) -> None:
    """PLAYER 29: byte for byte the same with and without notes, with and without the choice to keep them here."""
    given_course = course([module(1, [1])], [page(1)], [activity(1, "note", 0)])
    before = player("markDone", player("blank"), 1, WHEN)
    chosen = player("choosePlace", before, "browser", WHEN + 1000)
    written = player("setNote", chosen, 1, "Nobody else's business.", WHEN + 2000)
    texts = {player("encode", each, given_course)["text"] for each in (before, chosen, written)}
    assert len(texts) == 1


def test_taking_notes_back_is_told(player) -> None:
    """Another browser, which still has them for the LMS, must learn of it."""
    given_course = course([module(1, [1])], [page(1)], [activity(1, "note", 0)])
    shared = player("choosePlace", player("blank"), "lms", WHEN)
    back = player("choosePlace", shared, "browser", WHEN + 1000)
    text = player("encode", back, given_course)["text"]
    assert player("merge", player("decode", text, given_course)["state"], shared)["place"] == "browser"


@QUICK
@given(st.data())
def test_the_bound_is_never_below_the_real_size(player, data) -> None:
    given_course = data.draw(courses())
    state = data.draw(states(given_course))
    text = player("encode", roomless(state), given_course)["text"]
    assert len(text) <= state_bound(
        given_course["highestPage"], model(given_course), assessments(given_course), drawing(given_course)
    )


def test_the_bound_holds_for_the_longest_answers_of_many_courses(player) -> None:
    dice = random.Random(7)
    for _ in range(25):
        kinds = [dice.choice(["single", "multiple", "sort"]) for _ in range(dice.randint(1, 250))]
        draws = [{}, {"": 2}]
        modules = [module(each, [], draw=dice.choice(draws)) for each in range(1, dice.randint(2, 30))]
        activities = []
        for index, kind in enumerate(kinds):
            count = dice.randint(2, 9)
            activities.append(
                activity(
                    1 + index * dice.choice([1, 1, 3]) + (activities[-1]["number"] if activities else 0),
                    "matching" if kind == "sort" else "choice",
                    count,
                    groups=dice.randint(2, 6) if kind == "sort" else 0,
                    module=dice.choice(modules)["number"],
                    assessed=dice.random() < 0.5,
                )
            )
        highest = dice.randint(1, 400)
        given_course = course(modules, [page(1)], activities, highestPage=highest)
        bound = state_bound(highest, model(given_course), assessments(given_course), drawing(given_course))
        text = player("encode", worst(given_course, dice), given_course)["text"]
        assert len(text) <= bound
        if bound <= 4096:  # not far above it either, or authors would be told to split for nothing
            assert bound <= len(text) * 1.2 + 60


def worst(given_course: Json, dice: random.Random) -> Json:
    """A state in which every field takes nearly the most room it can."""
    practice: list[Any] = []
    attempts: dict[int, list[Any]] = {number: [] for number in assessments(given_course)}
    for each in given_course["activities"]:
        if each["kind"] == "note":
            continue
        numbers = [one["number"] for one in each["choices"]]
        last = len(each["targets"])
        answer: Json = {
            "chosen": [],
            "pairs": [],
            "result": "partial",
            "score": 0.5,
            "revision": 1,
            "tries": 7,
        }
        answer["sure"] = 3
        if each["kind"] in ("fill-in", "numeric"):
            answer["text"] = "\u2014" * 40
        elif last:
            answer["pairs"] = [[one, last if one > 1 else 1] for one in numbers]
        else:
            answer["chosen"] = numbers if dice.random() < 0.5 else numbers[1::2]
        (attempts[each["module"]] if each["assessed"] else practice).append([each["number"], answer])
    most = 2**42 - 1
    results = [
        [
            number,
            {
                "used": 255,
                "best": 100,
                "last": 100,
                "passed": True,
                "open": True,
                "seed": 65535,
                "at": most,
                "answers": own,
                "drawn": sorted(one for one, _ in own)[1::2] if number in drawing(given_course) else [],
                "seen": sorted(one for one, _ in own)[::2] if number in drawing(given_course) else [],
            },
        ]
        for number, own in attempts.items()
    ]
    return {
        "round": most,
        "done": list(range(1, given_course["highestPage"] + 1)),
        "bookmark": 1,
        "answers": practice,
        "results": results,
        "notes": [],
        "place": "lms",
        "placeAt": most,
        "seconds": 2**24 - 1,
        "saved": most,
        "finishedAt": most,
        "terminal": "passed",
    }


@settings(max_examples=25)
@given(st.data())
def test_notes_kept_in_the_browser_leave_no_trace(player, data) -> None:
    given_course = data.draw(courses())
    one = data.draw(states(given_course)) | {"place": "browser"}
    other = one | {"notes": [[9, {"text": data.draw(st.text(max_size=40)), "at": WHEN}]]}
    assert player("encode", one, given_course) == player("encode", other, given_course)
    chosen = other | {"place": "lms"}
    closed = given_course | {"reflections": "browser"}
    assert player("decode", player("encode", chosen, closed)["text"], closed)["state"]["notes"] == []
    refused = player("encode", chosen, given_course, {"notes": False})["text"]
    assert player("decode", refused, given_course)["state"]["notes"] == []


# ------------------------------------------------------------------ damage


def never_wrong(found: Json, whole: Json) -> None:
    """What a damaged text still says must be true: each answer, note and page as it was."""
    if found["damage"] in ("head", "newer"):
        assert found["state"]["done"] == []
        assert found["state"]["answers"] == []
        return
    state = found["state"]
    for name in whole:
        if name not in ("answers", "results", "notes"):
            assert state[name] == whole[name], name
    for name in ("answers", "notes"):
        truth = dict(whole[name])
        assert all(truth[number] == value for number, value in state[name])
    results = dict(whole["results"])
    for number, result in state["results"]:
        truth = dict(results[number]["answers"])
        assert all(truth[each] == value for each, value in result["answers"])
        assert result | {"answers": []} == results[number] | {"answers": []}


SAMPLE = (
    "On the last late shift I noticed that I had told the team what to do before I asked what they had seen. "
    "Next time I will begin with what happened, and listen to the end before I answer. "
)


def words(number: int) -> str:
    dice = random.Random(number)
    return " ".join(dice.choices(SAMPLE.split(), k=48))


def full_state(given_course: Json) -> Json:
    state = filled(given_course, 1, "x")
    return state | {
        "notes": [[number, {"text": words(number), "at": WHEN + number}] for number, _ in state["notes"]]
    }


def test_cut_anywhere_what_is_left_is_true(player) -> None:
    given_course = large()
    text = player("encode", full_state(given_course), given_course)["text"]
    whole = player("decode", text, given_course)["state"]
    assert len(text) > 3900
    answers, notes = 0, 0
    for _, found in player("cuts", text, given_course, 9):
        never_wrong(found, whole)
        if found["damage"] == "tail":
            held = len(found["state"]["answers"]) + sum(
                len(each["answers"]) for _, each in found["state"]["results"]
            )
            assert held >= answers
            assert len(found["state"]["notes"]) >= notes
            answers, notes = held, len(found["state"]["notes"])
    assert answers == 250
    assert notes > 15, "the newest notes survive when the end is lost"


@settings(max_examples=8)
@given(st.data())
def test_cut_at_any_length_any_state_is_true_or_gone(player, data) -> None:
    given_course = data.draw(courses())
    state = data.draw(states(given_course))
    text = player("encode", state, given_course)["text"]
    whole = player("decode", text, given_course)["state"]
    cuts = player("cuts", text, given_course, 1)
    assert [length for length, _ in cuts] == list(range(1, len(text)))
    for _, found in cuts:
        assert found["damage"] in ("head", "tail")
        never_wrong(found, whole)
    heads = [found["damage"] == "head" for _, found in cuts]
    assert heads == sorted(heads, reverse=True), "once the head is there it stays"


def test_one_changed_character_costs_one_cell_at_most(player) -> None:
    given_course = large()
    text = player("encode", full_state(given_course), given_course)["text"]
    whole = player("decode", text, given_course)["state"]
    dice = random.Random(3)
    changes = [[at, dice.choice(ALPHABET.replace(text[at], ""))] for at in range(0, len(text), 5)]
    changes += [[at, dice.choice("=+ \u00e9\u0000%")] for at in range(0, len(text), 97)]
    for (at, _), found in zip(changes, player("flips", text, given_course, changes), strict=True):
        never_wrong(found, whole)
        assert found["damage"] != "none", at
        if found["damage"] == "tail":
            held = len(found["state"]["answers"]) + sum(
                len(each["answers"]) for _, each in found["state"]["results"]
            )
            assert held > 250 - 45


def test_small_courses_cut_and_changed_at_every_character(player) -> None:
    given_course = course(
        [module(1, [1]), module(2, [2], attempts=2)],
        [page(1), page(2, 2)],
        [
            activity(1),
            activity(2, "matching", 8, groups=4),
            activity(3, "note", 0),
            activity(4, module=2, assessed=True),
        ],
    )
    state = player("markDone", player("blank"), 1, WHEN)
    state = player("answer", state, given_course["activities"][0], {"chosen": [2], "pairs": []}, WHEN)[
        "state"
    ]
    pairs = [[item, 2] for item in range(1, 9)]
    state = player("answer", state, given_course["activities"][1], {"chosen": [], "pairs": pairs}, WHEN)[
        "state"
    ]
    state = player("startAttempt", state, given_course, 2, 77, WHEN)
    state = player("answer", state, given_course["activities"][3], {"chosen": [1], "pairs": []}, WHEN)[
        "state"
    ]
    state = player("setNote", player("choosePlace", state, "lms", WHEN), 3, "Mine.", WHEN)
    text = player("encode", state, given_course)["text"]
    for _, found in player("cuts", text, given_course, 1):
        never_wrong(found, state)
    changes = [[at, other] for at in range(len(text)) for other in ALPHABET if other != text[at]]
    for found in player("flips", text, given_course, changes):
        never_wrong(found, state)


@QUICK
@given(text=st.text(max_size=200) | st.text(ALPHABET, max_size=200))
def test_any_string_is_survived(player, text) -> None:
    found = player("decode", text, large())
    assert found["damage"] in ("head", "newer") or text == ""
    assert found["state"] == player("blank")


def test_another_course_and_a_newer_format_are_told_apart(player) -> None:
    given_course = course([module(1, [1])], [page(1)], [activity(1)])
    text = player("encode", player("markDone", player("blank"), 1, WHEN), given_course)["text"]
    other = given_course | {"root": "https://example.org/other"}
    assert player("decode", text, other) == {"damage": "head", "state": player("blank")}
    assert text[4] == "B", "version 1"
    changed = text[:4] + "C" + text[5:]
    newer = reseal(changed, given_course["root"])
    assert player("decode", newer, given_course) == {"damage": "newer", "state": player("blank")}
    assert player("decode", newer, other)["damage"] == "head"
    damaged = player("decode", changed, given_course)["damage"]
    assert damaged == "head", "a damaged version is not a newer one"


def reseal(text: str, root: str) -> str:
    """The text with its head's checksum made right again."""
    lead = sum(ALPHABET.index(text[4 + place]) << 6 * (7 - place) for place in range(8))
    size = (lead >> 28) & 0x3FFF  # 6 bits of version, then three lengths of 14 bits
    word = 0
    for each in root + text[4 : 12 + size]:
        word ^= ord(each) << 8
        for _ in range(16):
            word = (word << 1) ^ 0x1864CFB if word & 0x800000 else word << 1
    seal = "".join(ALPHABET[(word >> shift) & 63] for shift in (18, 12, 6, 0))
    return seal + text[4:]


# ------------------------------------------------------------------ versions of a course


@settings(max_examples=60)
@given(st.data())
def test_another_version_of_the_course_attributes_nothing_wrongly(player, data) -> None:
    old = data.draw(courses())
    state = data.draw(states(old))
    kept = [each for each in old["activities"] if data.draw(st.booleans())]
    changed = []
    for each in kept:
        more = data.draw(st.integers(-2, 3))
        count = max(1, len(each["choices"]) + more) if each["choices"] else 0
        options = activity(1, "choice", count)["choices"]
        if each["choices"] and data.draw(st.booleans()):
            options = options[1:]
        changed.append(
            each | {"choices": options, "revision": each["revision"] + data.draw(st.integers(0, 2))}
        )
    modules = [each for each in old["modules"] if data.draw(st.booleans())]
    highest = max(0, old["highestPage"] + data.draw(st.integers(-30, 30)))
    new = course(modules, [], [*changed, activity(999)], highestPage=highest)
    found = player("decode", player("encode", state, old)["text"], new)
    assert found["damage"] == "none"
    compare(found["state"], state)
    # A package that does not know everything hands it on to the next that does.
    back = player("decode", player("encode", found["state"], new)["text"], old)
    compare(back["state"], state)


def compare(found: Json, state: Json) -> None:
    """All is there as it was."""
    assert found["done"] == state["done"]
    assert found["answers"] == state["answers"]
    assert found["results"] == state["results"]
    if state["place"] == "lms":
        assert found["notes"] == state["notes"]


def test_what_is_unknown_makes_way_for_notes(player) -> None:
    old = large()
    state = full_state(old)
    new = old | {"activities": [each for each in old["activities"] if each["kind"] == "note"], "modules": []}
    assert player("encode", state | {"notes": []}, new)["text"] > ""
    with_notes = player("encode", state, new)
    alone = player("encode", state | {"answers": [], "results": []}, new)
    assert with_notes["droppedNotes"] == alone["droppedNotes"]
    assert len(with_notes["text"]) <= 4096


def test_what_was_retired_never_costs_an_answer_of_today(player) -> None:
    """Options above today's highest, another kind of question, pages, tests and questions that are gone."""
    given_course = course(
        [module(1, [1]), module(2, [], attempts=3)],
        [page(1)],
        [
            activity(
                each,
                "matching" if each % 3 else "choice",
                9,
                groups=5 if each % 3 else 0,
                module=1 + each % 2,
                assessed=each % 2 == 1,
            )
            for each in range(1, 405)
        ],
        highestPage=300,
    )
    bound = state_bound(300, model(given_course), assessments(given_course), drawing(given_course))
    assert 3900 < bound <= 4096
    state = worst(given_course, random.Random(5))
    today = [state["answers"], state["results"][0][1]["answers"]]
    for number, answer in [each for group in today for each in group]:
        if number % 5 == 0:  # a sort that was a choice, and the other way round
            answer["chosen"], answer["pairs"] = (
                [] if answer["chosen"] else [1, 2, 3],
                [[1, 1]] if answer["chosen"] else [],
            )
        answer["chosen"] += [60, 61, 99] if answer["chosen"] else []
        answer["pairs"] += [[60, 4], [99, 70]] if answer["pairs"] else []
    retired = json.loads(json.dumps(state["results"][0][1]))
    old = json.loads(json.dumps(state)) | {"done": [*state["done"], 350, 900]}
    old["answers"] += [[number + 500, answer] for number, answer in old["answers"]]
    old["results"] += [[number, retired] for number in (7, 9)]
    some = old | {"answers": old["answers"][:-160], "results": old["results"][:1]}
    text = player("encode", old, given_course)["text"]
    assert len(text) <= bound
    found = player("decode", text, given_course)
    assert found["damage"] == "none"
    held = found["state"]
    assert held["done"] == state["done"]
    for kept_now, truth in zip([held["answers"], held["results"][0][1]["answers"]], today, strict=True):
        assert [number for number, _ in kept_now] == [number for number, _ in truth]
        for (_, one), (_, other) in zip(kept_now, truth, strict=True):
            assert [one[name] for name in ("result", "score", "tries")] == [
                other[name] for name in ("result", "score", "tries")
            ]
            assert set(one["chosen"]) == {each for each in other["chosen"] if each < 10}
            assert all(pair in other["pairs"] for pair in one["pairs"])
    roomy = player("encode", some, given_course, True)["text"]
    handed_on = player("decode", roomy, given_course)["state"]["answers"]
    assert len(handed_on) == len(some["answers"]), "where there is room, all is handed on"


# ------------------------------------------------------------------ room


def test_fifty_modules_fit_with_room_to_spare(player) -> None:
    given_course = large()
    bound = state_bound(300, model(given_course), [50])
    size = len(player("encode", filled(given_course, 5), given_course)["text"])
    assert size <= bound <= 4096 * 0.6


def test_even_fifty_assessments_fit(player) -> None:
    given_course = large()
    for each in given_course["modules"]:
        each["assessment"] = {
            "passMark": 80,
            "attempts": 3,
            "shuffle": True,
            "showAnswers": "never",
            "draw": {},
        }
    for each in given_course["activities"]:
        each["assessed"] = each["kind"] != "note"
    bound = state_bound(300, model(given_course), range(1, 51))
    text = player("encode", worst(given_course, random.Random(1)), given_course)["text"]
    assert len(text) <= bound <= 4096


def test_notes_that_do_not_fit_are_named_and_the_newest_stay(player) -> None:
    given_course = large()
    dice = random.Random(2)
    state = filled(given_course, 1, "x")
    numbers = [number for number, _ in state["notes"]]
    noise = {each: "".join(dice.choices(string.ascii_letters, k=200)) for each in numbers}
    state["notes"] = [[each, {"text": noise[each], "at": WHEN + each}] for each in numbers]
    found = player("encode", state, given_course)
    assert len(found["text"]) <= 4096
    held = player("decode", found["text"], given_course)["state"]
    assert held["answers"] == state["answers"]
    names = [number for number, _ in held["notes"]]
    assert names
    assert sorted([*names, *found["droppedNotes"]]) == numbers
    assert names == numbers[-len(names) :]


def test_one_huge_note_does_not_keep_out_the_others(player) -> None:
    given_course = course([module(1, [1])], [page(1)], [activity(each, "note", 0) for each in (1, 2, 3)])
    state = player("choosePlace", player("blank"), "lms", WHEN)
    huge = "".join(random.Random(4).choices(string.ascii_letters, k=9000))
    state["notes"] = [
        [1, {"text": "Old", "at": WHEN}],
        [2, {"text": huge, "at": WHEN + 2}],
        [3, {"text": "Older", "at": WHEN - 1}],
    ]
    found = player("encode", state, given_course)
    assert found["droppedNotes"] == [2]
    held = player("decode", found["text"], given_course)["state"]["notes"]
    assert [number for number, _ in held] == [1, 3]


def test_a_state_far_too_large_for_any_lms_is_still_cut_to_size(player) -> None:
    activities = [activity(each, "matching", 36, groups=6) for each in range(1, 400)]
    modules = [module(each, [], attempts=3) for each in range(1, 400)]
    given_course = course(modules, [page(1)], activities, highestPage=60_000)
    state = worst(given_course, random.Random(1)) | {"done": list(range(1, 60_001, 7))}
    text = player("encode", state, given_course)["text"]
    assert len(text) <= 4096
    assert player("decode", text, given_course)["damage"] == "none"
    assert state_bound(60_000, model(given_course), assessments(given_course), drawing(given_course)) > 4096


def test_odd_texts_survive_in_notes(player) -> None:
    given_course = course([module(1, [1])], [page(1)], [activity(each, "note", 0) for each in (1, 2, 3, 300)])
    odd = {1: "\ufeffcaf\u00e9 \U0001f469\u200d\u2695\ufe0f", 2: "", 3: "\u0000\u00ff a", 300: "a" * 40_000}
    state = player("choosePlace", player("blank"), "lms", WHEN)
    state["notes"] = [[number, {"text": text, "at": WHEN + number}] for number, text in odd.items()]
    found = player("encode", state, given_course)
    assert found["droppedNotes"] == []
    assert player("decode", found["text"], given_course)["state"]["notes"] == state["notes"]


def test_words_for_notes_is_a_fair_estimate(player) -> None:
    notes = [activity(each, "note", 0) for each in range(1, len(ACCOUNTS) + 1)]
    given_course = course([module(1, [1])], [page(1)], notes)
    state = player("choosePlace", player("blank"), "lms", WHEN)
    empty = len(player("encode", state, given_course)["text"])
    state["notes"] = [[index + 1, {"text": text, "at": WHEN}] for index, text in enumerate(ACCOUNTS)]
    size = len(player("encode", state, given_course)["text"]) - empty
    written = sum(len(each.split()) for each in ACCOUNTS)
    plain, squeezed = words_for_notes(4096 - size)
    assert 0.9 * written <= squeezed <= 1.1 * written
    assert plain < 0.6 * squeezed


def test_encoding_twice_gives_the_same_text(player) -> None:
    given_course = large()
    state = full_state(given_course)
    shuffled = json.loads(json.dumps(state))
    for name in ("done", "answers", "notes", "results"):
        shuffled[name].reverse()
    assert player("encode", state, given_course) == player("encode", shuffled, given_course)
