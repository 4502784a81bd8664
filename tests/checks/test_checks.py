"""Each code has a folder, a docstring with four sections, and the text that an author is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.rules import catalogue
from checks.overlay import BASE, HERE, MADE, course_at, findings_of, shown

CODES = sorted(catalogue())
SECTIONS = ("What it finds:", "Why it matters:", "Wrong:", "Right:")
# A mistake that cannot be made without another one.
COMPANIONS = {
    "W201": {"Y206"},
}


def test_the_base_is_correct(tmp_path: Path) -> None:
    assert shown("base", tmp_path / "course") == "\n"


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    folders = {
        each.name for each in HERE.iterdir() if each.is_dir() and not each.name.startswith(("__", "."))
    }
    assert folders - {BASE.name} == set(CODES)
    assert set(MADE) <= set(CODES)


def test_every_folder_holds_what_is_used() -> None:
    for code in CODES:
        names = {each.name for each in (HERE / code).iterdir()}
        assert "expected.txt" in names, code
        assert names <= {"in", "expected.txt"}, code
        assert "in" in names or code in MADE, f"{code}: nothing differs from the base course"


@pytest.mark.parametrize("code", CODES)
def test_docstring_has_its_sections(code: str) -> None:
    text = catalogue()[code].documentation
    places = [text.find(each) for each in SECTIONS]
    assert -1 not in places, f"{code} lacks a section"
    assert places == sorted(places)
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        assert len(text[start:end].split(":", 1)[1].strip()) > 3, f"{code}: a section is empty"


@pytest.mark.parametrize("code", CODES)
def test_what_an_author_is_shown(code: str, tmp_path: Path, update_golden: bool) -> None:
    text = shown(code, tmp_path / "course")
    expected = HERE / code / "expected.txt"
    if update_golden:
        expected.write_text(text, "utf-8", newline="\n")
    assert text == expected.read_text("utf-8")
    found = set(re.findall(r"^\S+: (?:error|warning) ([A-Z]\d{3}): ", text, re.M))
    assert code in found
    assert found <= {code} | COMPANIONS.get(code, set()), "the folder shows other mistakes than its own"


@pytest.mark.parametrize("code", CODES)
def test_finding_is_a_sentence_at_a_real_place(code: str, tmp_path: Path) -> None:
    findings, source = findings_of(code, tmp_path / "course")
    for each in findings:
        assert re.fullmatch(r"(?:[“A-Z0-9]|course\.lock).*[.?!]", each.message), each.message
        assert each.hint == "" or re.match(r"[“A-Z\"]", each.hint), each.hint
        assert each.severity == catalogue()[each.code].severity
        file = source.get(each.spot.path)
        if file is not None and file.text is not None:
            lines = file.text.split("\n")
            assert 1 <= each.spot.line <= len(lines)
            assert 1 <= each.spot.column <= len(lines[each.spot.line - 1]) + 1


def test_the_base_course_stays_as_it_is(tmp_path: Path) -> None:
    """Overlays never write into the repository."""
    course = course_at("Y001", tmp_path / "course")
    assert not (course / "course.yaml").exists()
    assert (BASE / "course.yaml").is_file()
