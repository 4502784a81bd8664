"""What the page carries for its scripts: every string that they ask for, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

from builder.blocks import block_types
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


def families(text: str) -> set[str]:
    """What the keys of strings begin with that a script names."""
    keys = re.findall(r"[\"`]([\w-]+\.[\w.-]*)", text)
    return {each.partition(".")[0] for each in keys if any(known.startswith(each) for known in ours("en"))}


def test_a_block_asks_for_its_own_words_and_for_those_of_blocks_it_wears(root: Path) -> None:
    """The words of the others are not in a package that has none of them."""
    names = {*block_types()}
    for name, block in block_types().items():
        scripts = (root / "builder/blocks" / name.replace("-", "_")).glob("*.ts")
        asked = families("".join(each.read_text("utf-8") for each in scripts))
        assert asked & names <= {name, *block.wears}
    shared = "".join(each.read_text("utf-8") for each in (root / "templates/player").glob("*.ts"))
    # exercise.ts and notebox.ts work for blocks that wear these two; notebox.ts counts ticks for a checklist alone.
    assert families(shared) & names == {"question", "reflection", "checklist"}


def test_without_a_test_there_are_no_words_of_one(small: Files) -> None:
    for files in small.values():
        found = re.search(r'id="course-data">(.*?)</script>', files["index.html"].decode(), re.S)
        assert found
        assert [key for key in json.loads(found[1])["strings"] if key.startswith(("test.", "match."))] == []
