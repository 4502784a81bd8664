"""The browser's copy: blocked, full and broken storage, two tabs, two learners, several packages of one course."""

from __future__ import annotations

import pytest
from samples import WHEN, activity, course, module, page

GIVEN = course([module(1, [1, 2])], [page(1), page(2)], [activity(1), activity(2, "note", 0)])
KEYED = GIVEN["activities"][0]
PART = GIVEN | {"root": f"{GIVEN['id']}/modules/m1", "single": True}


@pytest.fixture
def journal(player):
    """A function that opens a journal by name; storage is empty at first."""
    player("reset")

    def opened(name: str = "tab", learner: str | None = "ann", given=GIVEN) -> str:
        player("open", name, given, learner)
        return name

    return opened


def entry(state, told: int = 0):
    return {"state": state, "told": told}


def noted(player, text: str = "Mine", at: int = WHEN):
    return player("setNote", player("markDone", player("blank"), 1, at), 2, text, at)


def test_an_entry_comes_back_in_a_later_visit(player, journal) -> None:
    kept = player("write", journal(), entry(noted(player), told=WHEN))
    found = player("read", journal("later"))
    assert found == {"state": kept, "told": WHEN}
    assert kept == noted(player)
    newer = GIVEN | {"version": "2"}
    assert player("read", journal("version", given=newer))["state"] == kept


def test_blocked_storage_leaves_memory(player, journal) -> None:
    player("storage", {"blocked": True})
    tab = journal()
    player("write", tab, entry(noted(player)))
    assert player("works", tab) is False
    assert player("read", tab)["state"] == noted(player)


def test_full_storage_is_said_and_the_older_copy_stays(player, journal) -> None:
    tab = journal()
    player("write", tab, entry(noted(player)))
    assert player("works", tab) is True
    player("storage", {"full": True})
    player("write", tab, entry(noted(player, "Longer", WHEN + 1)))
    assert player("works", tab) is False
    assert dict(player("read", journal("later"))["state"]["notes"])[2]["text"] == "Mine"
    player("storage", {})
    player("write", tab, entry(noted(player, "Longer", WHEN + 1)))
    assert player("works", tab) is True
    assert dict(player("read", journal("later"))["state"]["notes"])[2]["text"] == "Longer"


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "null",
        "[]",
        "17",
        '"x"',
        '{"format":1}',
        '{"format":2,"scos":{},"notes":[],"place":"ask","placeAt":0}',
        '{"format":1,"scos":{},"notes":[null],"place":"ask","placeAt":0}',
    ],
)
def test_what_cannot_be_read_is_kept_aside(player, journal, broken) -> None:
    player("write", journal(), entry(noted(player)))
    [[key, _]] = player("stored")["local"]
    player("store", "local", key, broken)
    tab = journal("later")
    assert player("read", tab)["state"] == player("blank")
    player("write", tab, entry(noted(player, "New")))
    stored = dict(player("stored")["local"])
    assert stored[f"{key}/unreadable"] == broken
    assert dict(player("read", journal("last"))["state"]["notes"])[2]["text"] == "New"
    player("purge", tab)
    assert list(dict(player("stored")["local"])) == [key]


def test_damaged_progress_keeps_the_notes(player, journal) -> None:
    player("write", journal(), entry(noted(player)))
    [[key, text]] = player("stored")["local"]
    place = text.index('"text":"') + 12  # behind the checksum
    other = "Q" if text[place] != "Q" else "R"
    player("store", "local", key, text[:place] + other + text[place + 1 :])
    found = player("read", journal("later"))["state"]
    assert found["done"] == []
    assert dict(found["notes"])[2]["text"] == "Mine"
    assert dict(player("stored")["local"])[f"{key}/unreadable"]


def test_two_tabs_merge(player, journal) -> None:
    one, two = journal("one"), journal("two")
    start = player("read", one)["state"]
    player("read", two)
    player("write", one, entry(player("markDone", start, 1, WHEN)))
    now = player("write", two, entry(player("setNote", start, 2, "Mine", WHEN)))
    assert now["done"] == [1]
    assert dict(now["notes"])[2]["text"] == "Mine"
    assert player("read", journal("three"))["state"] == now


def test_one_tab_can_take_done_back(player, journal) -> None:
    tab = journal()
    state = player("write", tab, entry(noted(player)))
    player("write", tab, entry(player("undoDone", state, 1, WHEN)))
    assert player("read", journal("later"))["state"]["done"] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann", "bob"),
        ("a/b", "a%2Fb"),
        ("", None),
        ("?", None),
        ("null", None),
        ("ann", "ann/unreadable"),
        ("Ann", "ann"),
    ],
)
def test_no_learner_sees_another(player, journal, one, other) -> None:
    player("write", journal("one", one), entry(noted(player)))
    assert player("read", journal("other", other))["state"] == player("blank")
    player("write", "other", entry(noted(player, "Theirs")))
    assert dict(player("read", journal("again", one))["state"]["notes"])[2]["text"] == "Mine"
    assert dict(player("read", journal("rest", other))["state"]["notes"])[2]["text"] == "Theirs"


def test_nobody_known_is_for_this_visit_unless_the_computer_is_theirs(player, journal) -> None:
    tab = journal("tab", None)
    assert player("lasting", tab) is False
    player("write", tab, entry(noted(player)))
    assert player("stored")["local"] == []
    player("keep", tab, True)
    assert player("stored")["session"] == []
    later = journal("later", None)
    assert player("lasting", later) is True
    assert player("read", later)["state"] == noted(player)
    player("keep", later, False)
    assert player("stored")["local"] == []
    assert player("read", journal("same visit", None))["state"] == noted(player)


def test_packages_of_one_course_share_notes_but_no_progress(player, journal) -> None:
    player("write", journal("whole"), entry(noted(player)))
    part = journal("part", given=PART)
    found = player("read", part)
    assert found["state"] == player("blank") | {"notes": noted(player)["notes"]}
    state = player("choosePlace", player("markDone", found["state"], 2, WHEN), "browser", WHEN)
    player("write", part, entry(state))
    whole = player("read", journal("whole again"))["state"]
    assert whole["done"] == [1]
    assert whole["place"] == "browser"
    assert player("read", journal("part again", given=PART))["state"]["done"] == [2]


def test_deleting_notes_in_one_tab_deletes_them_for_all(player, journal) -> None:
    one, two = journal("one"), journal("two")
    state = player("write", one, entry(noted(player)))
    player("read", two)
    player("write", one, entry(player("deleteNotes", state, WHEN + 1)))
    now = player("write", two, entry(player("markDone", state, 2, WHEN)))
    assert dict(now["notes"])[2]["text"] == ""
    assert "Mine" not in str(player("stored"))


def test_what_one_tab_takes_back_stays_so_while_another_goes_on(player, journal) -> None:
    one, two = journal("one"), journal("two")
    start = player("write", one, entry(noted(player)))
    assert player("read", two)["state"] == start
    player("write", one, entry(player("undoDone", start, 1, WHEN + 1)))
    answered = player("answer", start, KEYED, {"chosen": [1], "pairs": []}, WHEN + 2)["state"]
    now = player("write", two, entry(player("markDone", answered, 2, WHEN + 3)))
    assert now["done"] == [2], "the other tab still showed it as done"
    assert [number for number, _ in now["answers"]] == [1]
    last = player(
        "write", one, entry(player("setNote", player("undoDone", start, 1, WHEN + 1), 2, "New", WHEN))
    )
    assert last["done"] == [2]
    assert player("read", journal("later"))["state"] == last


def test_full_storage_in_the_middle_of_a_session_loses_nothing_of_it(player, journal) -> None:
    tab = journal()
    state = player("write", tab, entry(noted(player)))
    player("storage", {"full": True})
    state = player("write", tab, entry(player("undoDone", state, 1, WHEN + 1)))
    state = player("write", tab, entry(player("setNote", state, 2, "Longer", WHEN + 2)))
    assert player("works", tab) is False
    assert state["done"] == [], "the older copy that is still stored brings nothing back"
    player("storage", {})
    state = player("write", tab, entry(player("markDone", state, 2, WHEN + 3)))
    assert player("works", tab) is True
    assert (state["done"], dict(state["notes"])[2]["text"]) == ([2], "Longer")
    assert player("read", journal("later"))["state"] == state


def test_two_packages_in_two_tabs_keep_each_others_progress(player, journal) -> None:
    whole, part = journal("whole"), journal("part", given=PART)
    start = player("read", whole)["state"]
    player("read", part)
    player("write", part, entry(player("markDone", start, 2, WHEN)))
    player("write", whole, entry(player("markDone", start, 1, WHEN)))
    player("write", part, entry(player("setNote", player("markDone", start, 2, WHEN), 2, "Mine", WHEN)))
    assert player("read", journal("whole again"))["state"]["done"] == [1]
    assert player("read", journal("part again", given=PART))["state"]["done"] == [2]


@pytest.mark.parametrize("wrong", [-365 * 86_400_000, 86_400_000])
def test_a_wrong_clock_loses_neither_text_nor_place_nor_round(player, journal, wrong) -> None:
    """A session on time, one with the clock set wrong, one on time: the last word is the last in this browser."""
    state = player("choosePlace", player("fresh", player("blank"), WHEN), "lms", WHEN)
    copies = []
    for index, clock in enumerate([WHEN, WHEN + wrong, WHEN + 60_000]):
        tab = journal(f"session {index}")
        state = player("setNote", player("goTo", state, index % 2 + 1, clock), 2, f"Text {index}", clock)
        state = player("choosePlace", state, "browser" if index == 1 else "lms", clock)
        state = player("write", tab, entry(state))
        copies.append(state)
        for older in copies:  # as the LMS may still have it
            both = player("reconcile", older, state, True, clock)["state"]
            assert (both["notes"], both["bookmark"], both["place"]) == (
                state["notes"],
                state["bookmark"],
                state["place"],
            )
    again = player("fresh", state, WHEN - 1)
    assert again["round"] > state["round"], "a round begun later is the later one"
    assert player("merge", again, state)["done"] == []
