"""Every page is easy to read: Flesch–Kincaid grade 9 at most, by textstat, page by page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import textstat
import yaml

from builder.model import Source
from builder.parse import parse

from .reading import FAMILIAR, HIGHEST, ROOT, Reading, facilitators, grade, known_terms, readings, shipped

MODULES = yaml.safe_load((ROOT / "course.yaml").read_text("utf-8"))["modules"]
COURSE = "id: https://example.org/c\ntitle: Course\nversion: 1.0.0\nmodules: [m]\n"
MODULE = """\
---
title: Module
minutes: 5
outcomes: [Boil water without a word of help]
---

Read *this* first:

- it is short
- [it ends](https://example.org/) without a stop, at www.example.org

### A heading is not measured

| Head | Row |
| --- | --- |
| Cup | It holds the tea. |
| Pot | it holds more than a cup |

:::{question} q
Is it hot?

- [x] Yes
  > Steam says so.
- [ ] No, it has gone cold
  > Not yet.

Because: water boils.
:::
"""
HARD = (
    "Organisational accountability necessitates the systematic implementation of multidisciplinary governance "
    "arrangements, notwithstanding the considerable administrative responsibilities associated therewith."
)


@pytest.fixture(scope="session")
def pages() -> list[Reading]:
    return list(readings(shipped()))


def too_hard(found: list[Reading]) -> list[str]:
    return [f"{each.module}/{each.page}: {each.grade:.1f}" for each in found if each.grade > HIGHEST]


@pytest.mark.parametrize("module", MODULES)
def test_every_page_is_easy_to_read(pages: list[Reading], module: str) -> None:
    own = [each for each in pages if each.module == module]
    assert sum(each.words for each in own) > 100
    assert not too_hard(own)


def test_facilitators_notes_are_easy_to_read() -> None:
    found = list(facilitators())
    assert len(found) == len(list(ROOT.glob("modules/*/facilitator.md")))
    assert all(each.words > 100 for each in found)
    assert not too_hard(found)


def test_no_page_is_left_out(pages: list[Reading]) -> None:
    """As many as headings of the second level in the sources, and the openings above them."""
    written = 0
    for module in MODULES:
        body = (ROOT / "modules" / module / "module.md").read_text("utf-8").split("---\n", 2)[2]
        opening, *rest = re.split(r"^## ", body, flags=re.M)
        written += len(rest) + bool(opening.strip())
    assert len([each for each in pages if each.words]) == written


def test_what_is_measured_is_what_is_read() -> None:
    course, _ = parse(Source.of({"course.yaml": COURSE, "modules/m/module.md": MODULE}))
    assert course is not None
    (page,) = readings(course)
    assert page.sentences == (
        "Boil water without a word of help.",
        "it ends without a stop, at.",
        "Cup, It holds the tea.",
        "Pot, it holds more than a cup.",
        "Is it hot?",
        "Steam says so.",
        "No, it has gone cold.",
        "Not yet.",
        "water boils.",
    )
    assert page.labels == ("Read this first:", "it is short", "Yes")


def test_notes_are_measured_as_pages_are(tmp_path: Path) -> None:
    notes = tmp_path / "modules" / "m" / "facilitator.md"
    notes.parent.mkdir(parents=True)
    notes.write_text(f"---\nkind: Circle\nminutes: 45\n---\n\n## Purpose\n\n{HARD}\n", "utf-8")
    (found,) = facilitators(tmp_path)
    assert (found.module, found.page, found.sentences) == ("m", "facilitator", (HARD,))
    assert too_hard([found]) == [f"m/facilitator: {found.grade:.1f}"]


def test_grades_are_those_of_the_formula() -> None:
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    two = ["Nobody asked the porter.", "He had seen it."]  # 8 words in 2 sentences, 11 syllables
    assert grade(two) == pytest.approx(0.39 * 8 / 2 + 11.8 * 11 / 8 - 15.59)
    assert grade([HARD]) > 20


def test_known_terms_are_few_and_needed(pages: list[Reading]) -> None:
    terms = known_terms()
    assert 0 < len(terms) <= 10
    text = "\n".join(each for page in pages for each in page.sentences).lower()
    for term, why in terms.items():
        assert len(re.findall(rf"\b{term}\b", text)) >= 5, (
            f"{term} is hardly used: it is not known from this course"
        )
        assert textstat.syllable_count(term) > textstat.syllable_count(FAMILIAR)
        assert why
    assert grade(["Try a relational way."]) == grade([f"Try a {FAMILIAR} way."])
