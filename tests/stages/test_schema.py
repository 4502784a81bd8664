"""YAML values -> settings: types are made, all mistakes are told at once, and one wrong key hides nothing else."""

from __future__ import annotations

from builder.findings import Finding
from builder.located import read_yaml
from builder.model import Source
from builder.parse import parse
from builder.schema import fill
from builder.settings import CourseSettings, ModuleSettings
from stages.courses import COURSE, FRONT, MODULE, findings, source

SPARE = {"title": "one", "minutes": "1", "assessment": {}}


def module(text: str) -> tuple[ModuleSettings, list[Finding]]:
    tree, wrong = read_yaml(text, "module.md")
    assert tree is not None
    assert wrong == []
    return fill(ModuleSettings, tree, SPARE)


def hint(text: str) -> str:
    (finding,) = module(text)[1]
    return finding.hint


def test_strings_become_types() -> None:
    made, wrong = module(
        "title: One\nminutes: 12\nassessment: {pass_mark: 75, shuffle: yes}\noutcomes: [a, b]\n"
    )
    assert wrong == []
    assert made.assessment is not None
    assert (made.minutes, made.outcomes, made.assessment.pass_mark, made.assessment.shuffle) == (
        12,
        ("a", "b"),
        75,
        True,
    )


def test_a_misspelt_key_is_one_finding() -> None:
    wrong = module("titel: One\nminutes: 5\n")[1]
    assert [(each.code, each.hint) for each in wrong] == [("Y201", "Did you mean “title”?")]


def test_a_missing_key() -> None:
    assert [(each.code, each.message) for each in module("title: One\n")[1]] == [
        ("Y202", "“minutes” is missing.")
    ]


def test_what_is_wanted_is_said_in_words() -> None:
    assert hint("title: One\nminutes: 0\n") == "Write a number of at least 1."
    assert hint("title: One\nminutes: 5\nassessment: {show_answers: always}\n") == (
        "Write “after-pass”, “after-attempt” or “never”."
    )
    assert hint("title: One\nminutes: 5\nassessment: yes\n") == "Write keys and values, indented below it."
    assert (
        hint("title: One\nminutes: 5\noutcomes: Name it\n")
        == "Write a list: “[one, two]”, or a line “- …” for each."
    )
    assert hint("title: One\nminutes: 5\nassessment: {shuffle: maybe}\n") == "Write yes or no."
    assert hint("title: One\nminutes: 99999999999999999999999999\n").startswith("Write a")
    assert hint(f"title: {'x' * 201}\nminutes: 5\n") == "At most 200 characters."


def test_all_mistakes_at_once_and_the_rest_is_kept() -> None:
    made, wrong = module("title: One\nminutes: x\nassessment: {pass_mark: 75, tries: 2}\nsources: [a]\n")
    assert [(each.code, each.spot.line) for each in wrong] == [("Y203", 2), ("Y201", 3)]
    assert made.title == "One"
    assert made.assessment is not None
    assert made.sources == ("a",)


def test_mistakes_in_modules_are_found_beside_mistakes_in_course_yaml() -> None:
    files = {
        "course.yaml": COURSE.replace("version", "versoin"),
        MODULE: FRONT + "![](w.svg)\n\n:::{nothing}\n:::\n",
    }
    assert sorted(each.code for each in findings(Source.of(files))) == ["A101", "A102", "S102", "Y201"]


def test_mistakes_in_the_text_are_found_beside_mistakes_in_front_matter() -> None:
    files = {"course.yaml": COURSE + "completion: {assessment: one}\n"}
    files[MODULE] = "---\ntitle: One\nminutes: 5\nassessment: {pass_mark: 101}\n---\n![](w.svg)\n"
    assert sorted(each.code for each in findings(Source.of(files))) == ["A101", "A102", "S135", "Y203"]


def test_a_wrong_name_among_the_modules_hides_no_other() -> None:
    files = {
        "course.yaml": COURSE.replace("[one]", "[one, Two Three]"),
        MODULE: FRONT + ":::{nothing}\n:::\n",
    }
    assert sorted(each.code for each in findings(Source.of(files))) == ["S102", "Y203"]


def test_defaults() -> None:
    made, wrong = parse(source("Text.\n"))
    assert wrong == []
    assert made is not None
    expected = CourseSettings(
        id="https://example.org/courses/small", title="Small", version="1.0.0", modules=("one",)
    )
    assert made.settings == expected.model_copy(update={"targets": ("web",)})
