"""What a page is made of for those who do not see it: headings, landmarks, languages, names and roles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lms.courses import Packages
from lms.seats import Seat
from playwright.sync_api import expect

from .conftest import Sit
from .probes import nothing, probe
from .states import CHAPTERS, to, walk


@pytest.mark.behaviour(3)
def test_every_page_has_one_title_its_landmarks_and_its_languages(seat: Seat) -> None:
    seat.launch()
    wrong = probe(seat.view, "structure")
    for page in probe(seat.view, "pages"):
        to(seat, page)
        wrong += [f"{page}: {each}" for each in probe(seat.view, "structure")]
    nothing(wrong)
    for role in ("banner", "navigation", "main", "contentinfo"):
        expect(seat.view.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
    assert seat.view.evaluate("document.documentElement.lang") == "en-GB"
    to(seat, "coming-in--start")
    expect(seat.view.get_by_text("porte", exact=True)).to_have_attribute("lang", "fr")
    seat.launch().leave()
    assert probe(seat.view, "structure") == []


@pytest.mark.behaviour(3)
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_state_is_as_a_screen_reader_was_last_seen_to_read_it(
    sit: Sit, in_order: Packages, chapter: str, root: Path, update_golden: bool
) -> None:
    golden = root / "tests/golden/aria"
    golden.mkdir(exist_ok=True)
    for state, seat in walk(sit, in_order, chapter):
        # The frame of the page once; then what is in it.
        place = "body" if state in ("cover", "in_order") else "main"
        text = settled(seat.view.locator(place).aria_snapshot()) + "\n"
        path = golden / f"{state.replace('_', '-')}.yaml"
        if update_golden:
            path.write_text(text, "utf-8", newline="\n")
        assert path.exists(), f"{path.name}: run with --update-golden"
        assert text == path.read_text("utf-8"), state


def settled(text: str) -> str:
    """Without what depends on the day, the hour and the moment."""
    text = re.sub(r"\d{1,2} [A-Z][a-z]+ 20\d\d", "{date}", text)
    return re.sub(r"\b(Saving…|Saved \d\d:\d\d)", "Saved {time}", text)
