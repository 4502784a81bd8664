"""UK spelling by hunspell's en_GB, -ise throughout, and none of the expressions that leave somebody out."""

from __future__ import annotations

import re

import pytest
import yaml

from .words import (
    NOT_SAID,
    ROOT,
    not_said,
    own_words,
    read_figure,
    read_markdown,
    said,
    texts,
    unknown,
    words,
    words_of,
)

US = (
    "color behavior center favorite honor neighbor counselor labor analyze practiced practicing defense traveler "
    "modeling fulfill skillful gray math pediatric anesthetist gynecology hemorrhage catalog aging"
)
IZE = "organize organized recognizes apologizing prioritization summarize emphasized"
UK = (
    "colour behaviour centre favourite honour neighbour counsellor labour analyse practised practising defence "
    "traveller modelling fulfil skilful grey maths paediatric anaesthetist gynaecology haemorrhage catalogue ageing "
    "organise organised recognises apologising prioritisation summarise emphasised"
)
MODULE = """\
---
title: A title
outcomes: [An outcome]
allow: {M301: a reason}
---

Text, *em*phasis, don’t, the nurse’s [link](some-adress.md), [Bore da]{lang=cy}, 5pm and a note[^nott].

## Heading {#headding}

[^nott]: The note.

:::{details} Folded
Inside.
:::

:::{figure} pictur.svg
:alt: Alternative
:tag: tagg
:teaches: wher/it-is

Caption; see https://exampl.org/thiss.
:::
"""


def test_every_word_is_spelt_as_in_the_uk() -> None:
    used = words()
    assert len(used) > 2000
    own = set().union(*own_words().values())
    wrong = {each: used[each] for each in sorted(unknown(set(used) - own))}
    assert not wrong, "misspelt, or missing in tests/course/own_words.txt"


def test_the_courses_own_words_are_used_and_needed() -> None:
    own, used = own_words(), words()
    assert [each for each, forms in own.items() if not forms.intersection(used)] == []
    assert set(own) - unknown(own) == set(), "the dictionary has them"


def test_us_spelling_is_found() -> None:
    assert unknown((US + " " + IZE).split()) == set((US + " " + IZE).split())
    assert unknown(UK.split()) == set()


def test_mistakes_are_found_whatever_their_form() -> None:
    assert unknown(["Recieve", "recieve", "RECIEVE", "half-recieved", "dont", "teh", "psycological"]) == {
        "Recieve", "recieve", "RECIEVE", "half-recieved", "dont", "teh", "psycological",
    }  # fmt: skip
    assert unknown(["Receive", "WARD", "don't", "follow-up", "fifty-three"]) == set()


def test_words_are_taken_from_what_is_read() -> None:
    wanted = (
        "A title An outcome a reason Text emphasis don't the nurse link and a note Heading The note Folded Inside "
        "Alternative Caption see https exampl org thiss"
    )
    assert words_of(read_markdown(MODULE)) == set(wanted.split())
    assert words_of(
        read_figure("<svg><title>One</title><text>two <tspan>three</tspan> four</text></svg>")
    ) == {
        "One",
        "two",
        "three",
        "four",
    }


def test_nothing_that_is_read_is_left_out() -> None:
    """Every text beside a module, the course's own, and the player's strings in English."""
    read = {path for path, _ in texts()}
    beside = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("modules/*/*")
        if path.suffix not in (".jpg", ".png", ".webp", ".mp4", ".webm", ".wav", ".mp3", ".vtt")
    }
    blocks = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("builder/blocks/*/strings.yaml")}
    assert read == {*beside, *blocks, "course.yaml", "templates/strings/en.yaml"}
    assert [path for path, text in texts() if not words_of(text) and not path.endswith(".svg")] == []


@pytest.mark.parametrize("about", NOT_SAID)
def test_nobody_is_left_out(about: str) -> None:
    found = [
        f"{path}: “{expression}”: {instead}"
        for path, text in texts()
        for expression, instead in not_said(about)
        if said(expression, text)
    ]
    assert not found


def test_expressions_are_found_in_any_form() -> None:
    assert said("wheelchair-bound", "She is Wheelchair\nbound.")
    assert said("the elderly", "*The* elderly")
    assert said("old wives' tale", "an old wives’ tale")
    assert said("he/she", "whether he/she comes")
    assert not said("guys", "disguys guyside")
    assert not said("commit suicide", "commit to it; suicide")


def test_every_expression_has_a_remedy() -> None:
    document = yaml.safe_load((ROOT / "tests/course/not_said.yaml").read_text("utf-8"))
    assert all(isinstance(each, str) and each for group in document.values() for each in group.values())
    assert all(re.search(r"\w", each) for group in document.values() for each in group)
