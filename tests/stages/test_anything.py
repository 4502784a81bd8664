"""Whatever is written, the stages answer with findings: they never raise, and every finding has a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import lock
from builder.blocks import block_types, folder_of
from builder.facilitator import facilitator, guided
from builder.findings import as_github, as_json, as_text, in_order
from builder.model import Source
from builder.parse import parse
from builder.render import render
from stages.courses import COURSE, FRONT, GUIDE, MODULE, findings, source

FEW = settings(max_examples=60, suppress_health_check=list(HealthCheck))
SCRAPS = [
    ":::", ":::{question} q", ":::{sort}", ":::{true-false} t", ":::{callout} tip", ":::{details} More", ":::{video} x",
    ":::{figure} w.svg", ":::{recall} r", ":::{reflection} r", ":::{download} d.pdf", ":::{summary}", ":::{nothing}",
    ":::{quote}", ":by: x", ":::{compare}", ":::{steps}", "### d", "###", ":::{glossary}", ": means", ":",
    ":::{", "::::{callout} note", ":alt: x", ":title: x", ":points: 2", ":allow: M301 why", ":multiple: no", "- [ ] a",
    "- [x] b", "- [x]", "- True", "1. c", "  - d", "    - [ ] e", "  > why", "> quote", "Hint: x", "Because: y", "Hint:",
    "## Page", "## Page {#p}", "## {#p}", "##", "# One", "#### Four", "Two\n---", "Two\n===", "[a](#p)", "[b](x y)",
    "![](w.svg)", "![c](<w w.svg>)", "[^1]", "[^1]: note", "[^1]: - [ ] x", "| a | b |\n| - | - |\n| c |", "<b>", "<!--",
    "`", "```", "~~~", "    code", "[x]{lang=fr}", "[x]{lang", "{#id}", "\\", "&amp;", "* * *", "---", "\t", "\x00", "\u2028",
    "[r]: x", "[r][r]", "é", "\u202e", "-", "+ a\n* b", ":a:b", "***", "[![i](w.svg)](#p)", "www.example.org", "\r",
]  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=12)), max_size=25).map("\n".join)
KEYS = [
    "id", "title", "version", "language", "modules", "completion", "assessment", "theme", "accent", "targets", "allow",
    "minutes", "outcomes", "sources", "pages", "accreditation", "valid_until", "keywords", "cpd", "contact", "kind", "group", "needs", "x",
]  # fmt: skip
VALUES = st.recursive(
    st.one_of(st.sampled_from(["one", "all", "80", "yes", "2020-01-01", "#00636b", '""', "~", "M301", "scorm12"]), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[" + ", ".join(each) + "]"),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"{k}: {v}" for k, v in each.items()) + "}"
        ),
    ),
    max_leaves=6,
)  # fmt: skip
YAML = st.lists(st.tuples(st.sampled_from(KEYS), VALUES), max_size=8).map(
    lambda rows: "".join(f"{key}: {value}\n" for key, value in rows)
)


def answers(files: Source) -> None:
    """What is said can be shown in all forms, and stands in the course; a course without errors renders."""
    found = in_order(findings(files))
    for each in found:
        assert each.message
        assert each.spot.path in files.files
        assert each.spot.line >= 1
        assert each.spot.column >= 1
    assert as_json(found)
    as_text(found, files)
    as_github(found)
    if not any(each.severity == "error" for each in found):
        made, _ = parse(files)
        assert made is not None
        numbers, _, _ = lock.assign(made)
        site = render(made, numbers)
        assert site.document.html(None)
        assert facilitator(made, guided(made, [site]))


@FEW
@given(LINES)
def test_any_module(body: str) -> None:
    answers(source(body))


@FEW
@given(st.text(max_size=200))
def test_any_text_as_module(body: str) -> None:
    answers(source(body))
    findings(Source.of({"course.yaml": COURSE, MODULE: body}))


@FEW
@given(LINES, st.one_of(YAML, st.text(max_size=120)))
def test_any_notes_for_facilitators(body: str, front: str) -> None:
    path = "modules/one/facilitator.md"
    for text in (
        body,
        f"{GUIDE}{body}",
        f"---\n{front}\n---\n{body}",
        f"{GUIDE[:-4]}{front}---\n## Before\n",
    ):
        answers(source("Text.\n", {path: text}))


@FEW
@given(st.sampled_from(sorted(set(block_types()) - {"text"})), st.data())
def test_any_change_to_a_correct_block(kind: str, data: st.DataObject) -> None:
    """An example with some lines dropped, doubled, moved or replaced."""
    lines = (folder_of(block_types()[kind]) / "examples.md").read_text("utf-8").split("\n")
    first = data.draw(st.integers(0, max(0, len(lines) - 12)))
    lines = lines[first : first + 12]
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines)))
        lines[place : place + data.draw(st.integers(0, 2))] = [
            data.draw(st.sampled_from([*SCRAPS, *lines, ""]))
        ]
    answers(source("\n".join(lines)))


@FEW
@given(st.one_of(YAML, st.text(max_size=120)))
def test_any_course_yaml(text: str) -> None:
    answers(Source.of({"course.yaml": text, MODULE: FRONT + "Text.\n"}))
    answers(Source.of({"course.yaml": COURSE + text, MODULE: FRONT + "Text.\n"}))


@FEW
@given(st.one_of(YAML, st.text(max_size=120)))
def test_any_front_matter(text: str) -> None:
    answers(Source.of({"course.yaml": COURSE, MODULE: f"---\n{text}\n---\nText.\n"}))
    answers(Source.of({"course.yaml": COURSE, MODULE: f"---\ntitle: One\nminutes: 5\n{text}---\nText.\n"}))


@FEW
@given(st.one_of(YAML, st.text(max_size=120)), st.sampled_from(["modules", "pages", "activities", ""]))
def test_any_lock(text: str, table: str) -> None:
    written = f"{table}:\n" + "".join(f"  {line}\n" for line in text.split("\n")) if table else text
    answers(source("Text.\n", {"course.lock": written}))
    answers(source("Text.\n", {"course.lock": f"{table or 'pages'}:\n  1: {{{text.strip()}}}\n"}))


@FEW
@given(st.text(max_size=120))
def test_any_strings(text: str) -> None:
    answers(source("Text.\n", {"strings/en.yaml": text}))


@FEW
@given(st.binary(max_size=200), st.sampled_from(["svg", "png", "jpg"]))
def test_any_picture(data: bytes, ending: str) -> None:
    answers(source(f"![A window](w.{ending})\n", {f"modules/one/w.{ending}": data}))


@pytest.mark.parametrize(
    "body",
    [
        "> " * 5000 + "deep",
        "- " * 3000 + "deep",
        "[" * 5000,
        "*" * 20000,
        "`" * 20000,
        "![" * 5000,
        "a" * 100_000,
        "[^1]" * 5000,
        "\n".join(f"{'  ' * n}- x" for n in range(300)),
        "|" * 5000 + "\n" + "|-" * 2500,
        ":" * 50000,
        ":::{question} q\n" + "- [ ] a\n  > b\n" * 500 + ":::",
        "## x\n" * 200,
    ],
    ids=range(13),
)
def test_large_and_deep(body: str) -> None:
    findings(source(body))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    from builder.build import Request, read

    assert [each.code for each in read(Request(tmp_path)).findings] == ["Y001"]
