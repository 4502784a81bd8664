"""Roles: which module is asked for, what counts, what a test draws; all in the player's own functions."""

from __future__ import annotations

import random
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import WHEN, activity, course, module, page

Json = dict[str, Any]
CORE, WARD, SCHOOL, HOME, TEST = 1, 2, 3, 4, 5
ROLES = [WARD, SCHOOL, HOME]
PAGES = {CORE: [1, 2], WARD: [3, 4, 5], SCHOOL: [6, 7], HOME: [8], TEST: [9]}
COURSE = course(
    [module(CORE, PAGES[CORE]), *(module(each, PAGES[each]) for each in ROLES), module(TEST, PAGES[TEST])],
    [page(number, own) for own, numbers in PAGES.items() for number in numbers],
    [],
    roles=ROLES,
)


def read(player, state: Json, *modules: int) -> Json:
    for number in chain.from_iterable(PAGES[each] for each in modules):
        state = player("markDone", state, number, WHEN)
    return state


def test_the_chosen_role_says_what_is_asked(player) -> None:
    blank = player("blank")
    for role in ROLES:
        chosen = player("chooseRole", blank, role, WHEN)
        assert player("asked", chosen, COURSE) == PAGES[CORE] + PAGES[role] + PAGES[TEST]
        assert player("minutesLeft", chosen, COURSE) == 2 * (3 + len(PAGES[role]))
        done = read(player, chosen, CORE, role, TEST)
        assert player("status", done, COURSE)["complete"] is True
        for other in ROLES:
            if other != role:
                now = player("status", read(player, chosen, CORE, other, TEST), COURSE)
                assert (now["pagesDone"], now["complete"]) == (False, False)


def test_without_a_choice_any_one_of_them_completes(player) -> None:
    core = read(player, player("blank"), CORE, TEST)
    assert player("roleOf", core, COURSE) == 0
    assert player("status", core, COURSE)["complete"] is False
    for role in ROLES:
        done = read(player, core, role)
        assert player("roleOf", done, COURSE) == role
        assert player("status", done, COURSE)["complete"] is True
    # The one that is furthest counts.
    begun = player("markDone", player("markDone", core, 3, WHEN), 6, WHEN)
    assert player("roleOf", begun, COURSE) == SCHOOL
    assert player("asked", begun, COURSE) == PAGES[CORE] + PAGES[SCHOOL] + PAGES[TEST]


def test_another_role_keeps_what_was_done_and_changes_what_is_asked(player) -> None:
    state = read(player, player("chooseRole", player("blank"), WARD, WHEN), CORE, WARD)
    assert player("status", state, COURSE)["progress"] == 0.8333
    moved = player("chooseRole", state, SCHOOL, WHEN + 1)
    assert moved["done"] == state["done"]
    assert player("status", moved, COURSE)["progress"] == 0.4
    assert player("status", read(player, moved, SCHOOL, TEST), COURSE)["complete"] is True
    back = player("chooseRole", moved, WARD, WHEN + 2)
    assert player("status", read(player, back, TEST), COURSE)["complete"] is True


def test_what_is_complete_stays_complete_with_another_role(player) -> None:
    chosen = player("chooseRole", player("blank"), HOME, WHEN)
    done = player("settle", read(player, chosen, CORE, HOME, TEST), COURSE, WHEN)
    now = player("status", player("chooseRole", done, WARD, WHEN + 1), COURSE)
    assert (now["complete"], now["pagesDone"], now["progress"]) == (True, True, 1)


def test_a_role_that_the_author_took_away_is_none(player) -> None:
    chosen = player("chooseRole", player("blank"), HOME, WHEN)
    fewer = COURSE | {"roles": [WARD, SCHOOL]}
    assert player("roleOf", chosen, fewer) == 0
    assert player("asked", chosen, COURSE | {"roles": []}) == list(range(1, 10))


def test_modules_for_others_lock_nothing(player) -> None:
    ordered = COURSE | {"navigation": "in-order"}
    chosen = player("chooseRole", player("blank"), SCHOOL, WHEN)
    assert player("locked", 6, chosen, ordered) == 1
    core = read(player, chosen, CORE)
    assert player("locked", 6, core, ordered) == 0
    assert player("locked", 9, core, ordered) == 6
    assert player("locked", 9, read(player, core, SCHOOL), ordered) == 0
    assert player("locked", 4, core, ordered) == 3, "another role's module is open, in its own order"
    assert player("locked", 3, core, ordered) == 0


def test_without_a_choice_no_role_waits_for_another(player) -> None:
    ordered = COURSE | {"navigation": "in-order"}
    core = read(player, player("blank"), CORE)
    assert [player("locked", PAGES[each][0], core, ordered) for each in ROLES] == [0, 0, 0]
    assert player("locked", 7, core, ordered) == 6, "its own pages are in order"
    assert player("locked", 9, core, ordered) == 3
    assert player("locked", 9, read(player, core, HOME), ordered) == 0


def test_another_role_is_open_wherever_it_stands(player) -> None:
    ordered = COURSE | {"navigation": "in-order"}
    core = read(player, player("chooseRole", player("blank"), SCHOOL, WHEN), CORE)
    assert player("locked", 8, core, ordered) == 0
    assert player("locked", 8, player("chooseRole", player("blank"), SCHOOL, WHEN), ordered) == 1


def test_a_new_round_keeps_the_role(player) -> None:
    state = read(player, player("chooseRole", player("blank"), HOME, WHEN), CORE)
    again = player("fresh", state, WHEN + 1)
    assert (again["done"], again["role"]) == ([], HOME)


def test_the_later_choice_wins_on_two_computers(player) -> None:
    ward = player("chooseRole", player("blank"), WARD, WHEN)
    home = player("chooseRole", read(player, player("blank"), CORE), HOME, WHEN + 5)
    for merged in (player("merge", ward, home), player("merge", home, ward)):
        assert (merged["role"], merged["done"]) == (HOME, PAGES[CORE])


def test_a_text_of_before_there_were_roles_is_read_as_ever(player) -> None:
    """Written by 1.0.0 for a learner who had done page 18; its head ends where the role begins."""
    text = "CUSyBAKAAAAAaDEUGwBAAAAAAAAAAAAAAAAAAAAAABIAAAAAmAAD"
    given = course([module(1, list(range(1, 31)))], [page(each) for each in range(1, 31)], [])
    found = player("decode", text, given)
    assert found["damage"] == "none"
    assert found["state"] == player("goTo", player("markDone", player("blank"), 18, WHEN), 18, WHEN)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["done", "role"]), st.integers(0, 9)), max_size=25))
def test_whatever_is_done_and_chosen(player, steps: list[tuple[str, int]]) -> None:
    """Complete exactly when the core and the own role's module are done (without a choice: any one); never again less."""
    state, over = player("blank"), False
    for at, (what, number) in enumerate(steps):
        if what == "done" and number:
            state = player("markDone", state, number, WHEN + at)
        elif what == "role" and number in (0, *ROLES):
            state = player("chooseRole", state, number, WHEN + at)
        state = player("settle", state, COURSE, WHEN + at)
        done = set(state["done"])
        own = [state["role"]] if state["role"] else ROLES
        over |= done >= {*PAGES[CORE], *PAGES[TEST]} and any(done >= set(PAGES[each]) for each in own)
        assert player("status", state, COURSE)["complete"] == over


# ------------------------------------------------------------------ tests that draw


def banks(core: int, own: int, draw: Json, attempts: int = 3) -> Json:
    """A test with two banks for everybody and one for each role."""
    tags = ["one", "two", *(f"m{each}" for each in ROLES)]
    sizes = [core, core, own, own, own]
    numbers = iter(range(1, 1 + sum(sizes)))
    asked = [
        activity(next(numbers), assessed=True, module=TEST, tag=tag)
        for tag, size in zip(tags, sizes, strict=True)
        for _ in range(size)
    ]
    test = module(TEST, PAGES[TEST], draw=draw, attempts=attempts)
    return COURSE | {"modules": [*COURSE["modules"][:-1], test], "activities": asked}


@pytest.mark.parametrize("role", [0, *ROLES])
def test_a_test_asks_for_the_own_role_and_repeats_nothing(player, role: int) -> None:
    given = banks(core=6, own=4, draw={"one": 1, "two": 1, "role": 2}, attempts=2)
    tags = {each["number"]: each["tag"] for each in given["activities"]}
    dice = random.Random(role)
    for _ in range(200):
        plan = [{"seed": dice.randrange(65536), "right": []} for _ in range(2)]
        sat = player("sit", given, TEST, plan, role)
        assert all(each["same"] for each in sat)
        drawn = [tags[number] for each in sat for number in each["drawn"]]
        everything = [number for each in sat for number in each["drawn"]]
        assert len(everything) == len(set(everything)) == 8
        assert drawn.count(f"m{role}") == (4 if role else 0)
        assert len([each for each in drawn if each in ("one", "two")]) == (4 if role else 8)


def test_whoever_has_no_role_is_asked_as_many_when_banks_are_used_up(player) -> None:
    given = banks(core=6, own=2, draw={"one": 6, "two": 2, "role": 2}, attempts=0)
    for seed in range(20):
        plan = [{"seed": seed * 10 + each, "right": []} for each in range(6)]
        for sat in player("sit", given, TEST, plan, 0):
            assert len(set(sat["drawn"])) == 10


def test_a_module_alone_asks_everybody_the_same(player) -> None:
    given = banks(core=4, own=2, draw={"one": 1, "two": 1, "role": 1}, attempts=1)
    alone = given | {
        "roles": [],
        "modules": given["modules"][-1:],
        "activities": [each for each in given["activities"] if each["tag"] in ("one", "two")],
    }
    (sat,) = player("sit", alone, TEST, [{"seed": 7, "right": []}])
    assert len(sat["drawn"]) == 3
