"""What the page carries for its scripts: every string that they ask for, and no other."""

from __future__ import annotations

import json
import re

from builder.strings import ours

from .conftest import Files, Host


def test_scripts_are_given_what_they_ask_for_and_no_more(small: Files) -> None:
    page = small["scorm12", ""]["index.html"].decode()
    found = re.search(r'id="course-data">(.*?)</script>', page, re.S)
    assert found
    given = json.loads(found[1])["strings"]
    assert {"turn.done", "finish.title.done", "progress.one", "take.word.done"} <= set(given)
    assert [key for key in given if key.startswith(("help.", "a11y.", "certificate."))] == []
    assert set(given) <= set(ours("en"))


def test_no_key_is_ever_shown_instead_of_words(host: Host, small: Files) -> None:
    tab = host.open(small["scorm12", ""], lms=True)
    keys = set(ours("en")) | {re.sub(r"\.(one|other)$", "", key) for key in ours("en")}
    tab.work_through()
    for page in (
        "course--notes",
        "more-steps--record",
        "more-steps--start",
        "first-steps--ask",
        "course--finish",
    ):
        tab.at(page)
        words = set(tab.page.locator("body").inner_text().split())
        assert {each for each in words & keys if "." in each} == set(), page
