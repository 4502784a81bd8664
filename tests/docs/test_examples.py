"""The example courses: nothing to mend, the same bytes twice, and everything in the one that has everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.blocks import block_types
from builder.blocks.callout import KINDS
from builder.build import Request, build
from builder.findings import as_text
from builder.settings import AssessmentSettings, CourseSettings
from docs.documents import EXAMPLES, copied

NAMES = sorted(each.name for each in EXAMPLES.iterdir() if (each / "course.yaml").is_file())
EVERYTHING = EXAMPLES / "everything"
WORDS = "\n".join(each.read_text("utf-8") for each in sorted(EVERYTHING.glob("modules/*/module.md")))
FILM = 20_000  # bytes


def test_both_are_there() -> None:
    assert NAMES == ["everything", "first-course"]


@pytest.mark.parametrize("name", NAMES)
def test_strict_and_locked_and_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    course = copied(name, tmp_path)
    made = []
    for out in (tmp_path / "one", tmp_path / "two"):
        result = build(Request(course, out, strict=True, locked=True))
        assert not result.findings, as_text(result.findings, result.source)
        assert not result.lock_changed
        made.append({each.name: each.read_bytes() for each in out.iterdir()})
    assert len([each for each in made[0] if each.endswith(".zip")]) == 3
    assert made[0] == made[1]


def directives(name: str) -> list[str]:
    """The source of each block of a kind in the course that has everything."""
    return re.findall(rf"^:::\{{{name}\}}.*?^:::$", WORDS, re.M | re.S)


@pytest.mark.parametrize("name", sorted(set(block_types()) - {"text"}))
def test_every_option_of_every_block_is_in_it(name: str) -> None:
    written = directives(name)
    assert written
    for option in block_types()[name].options:
        assert any(re.search(rf"^:{option}: ", each, re.M) for each in written), option


def test_every_value_is_in_it() -> None:
    assert all(f":::{{callout}} {kind}\n" in WORDS for kind in KINDS)
    for value in ("required: yes", "required: no", "multiple: yes", "captions: yes", "captions: none-needed"):
        assert f":{value}\n" in WORDS
    assert {"after-pass", "after-attempt", "never"} == set(re.findall(r"show_answers: (\S+)", WORDS))
    for host in ("youtube.com", "vimeo.com", ".mp4\n", ".webm\n"):
        assert any(host in each for each in directives("video"))
    for text in (
        "Hint:",
        "Because:",
        "Description:",
        "[^",
        "{lang=",
        ":allow:",
        "\nallow:",
        "\n| ",
        "\n```",
        "\n> ",
    ):
        assert text in WORDS


def test_every_key_is_in_it() -> None:
    course = (EVERYTHING / "course.yaml").read_text("utf-8")
    assert set(re.findall(r"^(\w+):", course, re.M)) == set(CourseSettings.model_fields)
    assert set(re.findall(r"^  (\w+): ", WORDS, re.M)) >= set(AssessmentSettings.model_fields)


def test_its_films_are_small_and_real() -> None:
    films = [*EVERYTHING.glob("modules/*/*.mp4"), *EVERYTHING.glob("modules/*/*.webm")]
    assert len(films) == 2
    for film in films:
        head = film.read_bytes()[:16]
        assert b"ftyp" in head or head.startswith(b"\x1a\x45\xdf\xa3")
        assert film.stat().st_size <= FILM
