"""YAML -> strings with their places: no type is guessed, nothing is lost in silence, nothing crashes."""

from __future__ import annotations

import pytest

from builder.located import Tree, read_yaml


def tree(text: str, first_line: int = 1) -> Tree:
    made, findings = read_yaml(text, "course.yaml", first_line)
    assert made is not None
    assert findings == []
    return made


def said(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    """Code, line and column of what is wrong."""
    findings = read_yaml(text, "course.yaml", first_line)[1]
    return [(each.code, each.spot.line, each.spot.column) for each in findings]


@pytest.mark.parametrize(
    "written",
    [
        "yes",
        "No",
        "on",
        "12:30",
        "1.10",
        "007",
        "0x10",
        "1e3",
        "null",
        "~",
        "2026-03-24",
        ".5",
        "true",
        "=",
        "1_000",
    ],
)
def test_no_type_is_guessed(written: str) -> None:
    assert tree(f"key: {written}\n").value == {"key": written}


def test_shapes() -> None:
    text = "a: [x, {b: y}]\nc:\n  - d\n  - e: f\ng: |\n  two\n  lines\nh:\n'i j': >-\n  folded\n  text\n"
    assert tree(text).value == {
        "a": ["x", {"b": "y"}],
        "c": ["d", {"e": "f"}],
        "g": "two\nlines\n",
        "h": "",
        "i j": "folded text",
    }


def test_places() -> None:
    made = tree('title: "A: b"\nmodules:\n  - one\n  - two\ntheme: {accent: teal}\n', first_line=2)
    assert [
        (s.line, s.column, s.length) for s in (made.spot(("title",)), made.spot(("title",), key=True))
    ] == [
        (2, 8, 6),
        (2, 1, 5),
    ]
    assert [
        (s.line, s.column, s.length) for s in (made.spot(("modules", 1)), made.spot(("theme", "accent")))
    ] == [
        (5, 5, 3),
        (6, 17, 4),
    ]


def test_the_nearest_place_of_what_is_not_there() -> None:
    made = tree("title: x\ntheme: {accent: teal}\n")
    assert made.spot(("theme", "logo"), key=True).line == 2
    assert made.spot(("nothing", "here"), key=True).line == 1


def test_empty_text() -> None:
    assert tree("").value == {}
    assert tree("# only a comment\n").value == {}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("title: Trust: a beginning", "Y101", 1, 13),
        ("a:\n\tb: c", "Y101", 2, 1),
        ('title: "open\nb: c', "Y101", 1, 8),
        ("a: b\nlist: [1, 2\n", "Y101", 2, 7),
        ("a: {b: c", "Y101", 1, 4),
        ("title: @x", "Y101", 1, 8),
        ("a: b\nminutes:5\n", "Y101", 2, 1),
        ("a: b\n---\nc: d", "Y101", 2, 1),
        ("a: - b", "Y101", 1, 4),
        ('a: "\\q"', "Y101", 1, 5),
        ("a: b\nc: d\x00e", "Y101", 2, 5),
        ("a: \x07", "Y101", 1, 4),
        ("<<<<<<< HEAD\na: b\n=======\n", "Y101", 2, 2),
        ("- one\n- two", "Y102", 1, 1),
        ("just text", "Y102", 1, 1),
        ("? [a]\n: b", "Y102", 1, 3),
        ("a: b\nc: d\na: e", "Y103", 3, 1),
        ("a: {b: c, b: d}", "Y103", 1, 11),
        ("a: *b", "Y104", 1, 4),
        ("a: &b c", "Y104", 1, 4),
        ("a: !b c", "Y104", 1, 4),
        ("a: !!python/object:os.system x", "Y104", 1, 4),
    ],
)
def test_what_is_refused(text: str, code: str, line: int, column: int) -> None:
    assert said(text) == [(code, line, column)]
    assert said(text, 5) == [(code, line + 4, column)]


def test_all_duplicates_are_told() -> None:
    assert [line for _, line, _ in said("a: 1\na: 2\nb: 3\na: 4\nb: 5")] == [2, 4, 5]


@pytest.mark.parametrize("depth", [21, 1000, 30_000, 300_000])
@pytest.mark.parametrize("shape", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_finding(depth: int, shape: str) -> None:
    assert {code for code, _, _ in said("key: " + shape * depth)} <= {"Y105", "Y101"}
    assert "Y105" in {code for code, _, _ in said("key: " + "[" * depth + "]" * depth)}


def test_twenty_levels_are_read() -> None:
    assert tree("key: " + "[" * 19 + "]" * 19).value


def test_a_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    made, findings = read_yaml("\n".join(lines), "course.yaml")
    assert {each.code for each in findings} == {"Y104"}
    assert len(repr(made.value if made else "")) < 10_000
