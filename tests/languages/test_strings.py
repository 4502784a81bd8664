"""The player's own words: every language is whole, says the same in the same places, and counts as Intl does."""

from __future__ import annotations

import re

import pytest
import yaml
from playwright.sync_api import Browser

from builder.check import check
from builder.languages import _RULES, direction, plural, plural_forms
from builder.model import Source
from builder.parse import parse
from builder.rules.languages import wanted
from builder.strings import PLACEHOLDER, languages, ours, strings_for

OTHERS = [each for each in languages() if each != "en"]
COURSE = "id: https://example.org/m\ntitle: M\nversion: '1'\nlanguage: pl-PL\nmodules: [m]\n"
MODULE = "---\ntitle: M\nminutes: 1\n---\n\nM.\n"
QUOTED = re.compile(r"‘([^’]+(?:’[a-zâêîôûŵŷ][^’]*)*)’(?![a-zâêîôûŵŷ])")


def test_there_are_english_and_welsh() -> None:
    assert languages() == ["cy", "en"]


@pytest.mark.parametrize("language", languages())
def test_a_language_is_whole(language: str) -> None:
    own, needed = ours(language), wanted(language)
    assert sorted(needed.keys() - own.keys()) == [], "not translated"
    assert sorted(own.keys() - needed.keys()) == [], (
        "used by nothing, or a form that the language does not have"
    )
    assert [key for key, text in own.items() if not text.strip()] == []


@pytest.mark.parametrize("language", languages())
def test_the_same_is_filled_in(language: str) -> None:
    """A form that stands for one number alone may say it in a word: “One page”."""
    own = ours(language)
    for key, text in wanted(language).items():
        asked, there = set(PLACEHOLDER.findall(text)), set(PLACEHOLDER.findall(own[key]))
        spare = {"count"} if key.endswith((".zero", ".one", ".two")) else set()
        assert asked - spare <= there <= asked, key


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_not_translated_is_meant_so(language: str) -> None:
    own, english = ours(language), ours("en")
    same = {
        key
        for key in own
        if own[key] == english.get(key) and re.search(r"[a-z]{2}", PLACEHOLDER.sub("", own[key]))
    }
    assert same <= {"download.kB"}


@pytest.mark.parametrize("language", languages())
def test_a_button_is_called_what_it_says(language: str) -> None:
    """Help that names a button in quotation marks names one that there is."""
    own = ours(language)
    named = [each for key in own if key.startswith(("help.", "take.")) for each in QUOTED.findall(own[key])]
    assert len(named) >= 5
    assert [each for each in named if each not in own.values()] == []


def test_months_are_twelve() -> None:
    assert [len(ours(each)["date.months"].split()) for each in languages()] == [12, 12]


def test_a_region_has_the_words_of_its_language() -> None:
    assert strings_for("cy-GB", Source.of({})).say("turn.back") == "Yn ôl"
    assert strings_for("CY", Source.of({})).say("minutes", count=2) == "2 funud"


def test_own_words_of_the_nearest_kind_win() -> None:
    own = Source.of(
        {
            "strings/en-GB.yaml": "skip: C\n",
            "strings/cy.yaml": "skip: D\n",
            "strings/en.yaml": "skip: B\nexit: E\n",
        }
    )
    assert [strings_for("en-GB", own).say(each) for each in ("skip", "exit", "pages")] == ["C", "E", "Pages"]
    assert strings_for("cy", own).say("skip") == "D"


def test_words_that_are_filled_in_are_not_filled_again() -> None:
    own = Source.of({"strings/en.yaml": "turn.next: '{title}'\n"})
    assert strings_for("en", own).say("turn.next", title="{count} {title}") == "{count} {title}"


def test_numbers_go_with_the_forms_that_the_browser_chooses(browser: Browser) -> None:
    page = browser.new_page()
    ask = "([language, upto]) => [...Array(upto).keys()].map(each => new Intl.PluralRules(language).select(each))"
    for language in [*_RULES, "en", "en-GB", "cy-GB", "de", "it", "es", "so", "tr", "ur"]:
        chosen = page.evaluate(ask, [language, 1101])
        assert [plural(language, count) for count in range(1101)] == chosen, language
        assert set(plural_forms(language)) == {*chosen, "other"}, language
    page.close()


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en-GB", "ltr"),
        ("cy", "ltr"),
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("ur-Latn", "ltr"),
        ("pa-Arab-PK", "rtl"),
        ("he", "rtl"),
    ],
)
def test_direction(language: str, way: str) -> None:
    assert direction(language) == way


def test_what_a_translation_still_lacks_is_counted() -> None:
    """A region's file counts too; a form for numbers that is missing is a text that is missing."""
    texts = wanted("pl")
    texts.pop("minutes.few")
    own = yaml.safe_dump({key: text for key, text in texts.items() if key != "skip"})
    for more, missing in (({}, 2), ({"strings/pl-PL.yaml": "skip: X\nminutes.few: X\n"}, 0)):
        source = {"course.yaml": COURSE, "modules/m/module.md": MODULE, "strings/pl.yaml": own, **more}
        course, findings = parse(Source.of(source))
        assert course is not None
        assert not findings
        said = [each.message for each in check(course, None, ["web"]) if each.code.startswith("W3")]
        assert said == (
            [f"{missing} of the player's texts are missing in “pl-PL”: they stay English."] if missing else []
        )
