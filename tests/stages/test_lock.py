"""course.lock: what learners did is kept by number, so a number means one thing for ever."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import lock, lock_file
from builder.build import Request, build, read
from builder.located import read_yaml
from builder.model import Numbers, Source
from builder.parse import parse
from stages.courses import COURSE, FRONT, MODULE, codes, numbered, source

# A pool of pages, questions and options; a version of the course is some of them in some order. The letter is who
# an item is. Capital: the author gave it an id, and its words may change.
PAGES = "abcDEF"
QUESTIONS = "ghiJKL"
OPTIONS = "mnopQR"
Version = tuple[str, dict[tuple[str, ...], int]]  # a body, and the line of each item in it


def heading(letter: str, salt: int) -> str:
    return (
        f"## Page {letter} {salt} {{#{letter.lower()}}}\n\n" if letter.isupper() else f"## Page {letter}\n\n"
    )


def question(letter: str, options: str, salt: int) -> str:
    name = f" q-{letter.lower()}" if letter.isupper() else ""
    prompt = f"Which {letter} {salt if letter.isupper() else ''}?"
    lines = [
        f"- [{'x' if place == 0 else ' '}] Option {o}{f' {salt} {{#{o.lower()}}}' if o.isupper() else ''}\n  > Why.\n"
        for place, o in enumerate(options)
    ]
    return f":::{{question}}{name}\n{prompt}\n\n{''.join(lines)}\nBecause: so.\n:::\n\n"


@st.composite
def versions(draw: st.DrawFn) -> list[Version]:
    """Bodies of a module as it is edited, each with who stands where."""
    made = []
    for salt in range(draw(st.integers(2, 5))):
        shuffle = draw(st.randoms(use_true_random=False))
        pages = some(shuffle, PAGES)
        questions = some(shuffle, QUESTIONS)
        body, where = "Text.\n\n", {}
        for place, page in enumerate(pages):
            where["page", page] = line(body)
            body += heading(page, salt) + "Text.\n\n"
            for letter in questions[place :: len(pages)]:
                options = some(shuffle, OPTIONS, 2)
                where["question", letter] = line(body)
                where["options", letter, options] = line(body)
                body += question(letter, options, salt)
        made.append((body, where))
    return made


def some(shuffle: random.Random, pool: str, least: int = 1) -> str:
    return "".join(shuffle.sample(pool, shuffle.randint(least, len(pool))))


def line(body: str) -> int:
    return (FRONT + body).count("\n") + 1


@settings(max_examples=40)
@given(versions())
def test_numbers_are_kept_through_every_edit_and_never_reused(edits: list[Version]) -> None:
    text = None
    who: dict[tuple[str, ...], int] = {}
    for body, where in edits:
        made, numbers, text, _ = numbered(body, text)
        by_line = {spot.line: each for spot, each in numbers.blocks.items()}
        pages = {page.spot.line: numbers.pages["one", page.id] for page in made.modules[0].pages}
        for key, at in where.items():
            if key[0] == "page":
                found = {key: pages[at]}
            elif key[0] == "question":
                found = {key: by_line[at].number}
            else:
                found = {("option", key[1], o): n for o, n in zip(key[2], by_line[at].options, strict=True)}
            for item, number in found.items():
                assert who.setdefault(item, number) == number, f"{item} has another number than before"
        for kind in ("page", "question"):
            given_out = [number for item, number in who.items() if item[0] == kind]
            assert len(given_out) == len(set(given_out)), f"two {kind}s had one number"
        for letter in QUESTIONS:
            given_out = [n for item, n in who.items() if item[0] == "option" and item[1] == letter]
            assert len(given_out) == len(set(given_out)), "two options had one number"
        assert numbers.highest_page >= max(n for item, n in who.items() if item[0] == "page")


@settings(max_examples=25)
@given(versions())
def test_numbering_twice_changes_nothing_and_the_lock_only_grows(edits: list[Version]) -> None:
    text = None
    rows = 0
    for body, _ in edits:
        _, numbers, text, _ = numbered(body, text)
        _, again, same, findings = numbered(body, text)
        assert (same, findings) == (text, [])
        assert (again.pages, again.blocks) == (numbers.pages, numbers.blocks)
        tree, wrong = read_yaml(text, "course.lock")
        assert tree is not None
        assert wrong == []
        assert len(tree.value["pages"]) + len(tree.value["activities"]) >= rows
        rows = len(tree.value["pages"]) + len(tree.value["activities"])


# ---------------------------------------------------------------- single cases


def pages_of(body: str, text: str | None = None) -> tuple[dict[str, int], str, list[str]]:
    """Page id -> number; the lock; codes."""
    _, numbers, text, findings = numbered(body, text)
    return {page: n for (_, page), n in numbers.pages.items()}, text, [each.code for each in findings]


def page(title: str) -> str:
    return f"## {title}\n\nText.\n\n"


def test_an_inserted_page_moves_no_number() -> None:
    before, text, _ = pages_of(page("A") + page("B"))
    after, _, said = pages_of(page("New") + page("B") + page("A"), text)
    assert after == {**before, "new": 4}
    assert said == []


def test_a_renamed_page_is_told_and_keeps_its_number_with_the_id_of_the_hint() -> None:
    before, text, _ = pages_of(page("Why a window") + page("B"))
    after, _, said = pages_of(page("Why windows") + page("B"), text)
    assert said == ["L101"]
    assert after["why-windows"] not in before.values()
    _, _, _, findings = numbered(page("Why windows") + page("B"), text)
    written = findings[0].hint.split("“")[1].split("”")[0]
    assert written == "## Why windows {#why-a-window}"
    mended, _, said = pages_of(f"{written}\n\nText.\n\n" + page("B"), text)
    assert (mended, said) == (before, [])


def test_capitals_and_punctuation_of_a_title_may_change() -> None:
    before, text, _ = pages_of(page("Why a window") + page("B"))
    after, text, said = pages_of(page("Why a Window?") + page("B"), text)
    assert (after, said) == (before, [])
    assert pages_of(page("Why a window") + page("B"), text)[0] == before


def test_a_page_that_becomes_two_alike_keeps_the_old_number_for_the_old_words() -> None:
    before, text, _ = pages_of(page("Trust"))
    after, text, _ = pages_of(page("Trust!") + page("Trust"), text)
    assert after["trust-2"] == before["trust"]
    assert after["trust"] == 3
    assert pages_of(page("Trust!") + page("Trust"), text) == (after, text, [])


def test_an_id_given_later_keeps_the_number() -> None:
    before, text, _ = pages_of(page("Trust"))
    assert pages_of(page("Trust {#basics}"), text)[0] == {"start": 1, "basics": before["trust"]}


def test_a_text_never_takes_the_number_of_an_explicit_id() -> None:
    _, text, _ = pages_of(page("Trust {#first}"))
    after, text, _ = pages_of(page("Trust") + page("Faith {#first}"), text)
    assert after == {"start": 1, "trust": 3, "first": 2}
    assert pages_of(page("Faith {#first}") + page("Trust"), text)[0] == after


def test_an_undone_deletion_finds_its_number() -> None:
    before, text, _ = pages_of(page("A") + page("B"))
    _, text, _ = pages_of(page("A"), text)
    assert text.count("retired: yes") == 1
    _, text, _ = pages_of(page("A") + page("C"), text)
    after, text, _ = pages_of(page("B") + page("A"), text)
    assert after == before
    assert "C" not in after


def blocks(numbers: Numbers) -> list[tuple[int, int, tuple[int, ...]]]:
    return [(each.number, each.revision, each.options) for each in numbers.blocks.values()]


def asked(
    name: str = " q-one",
    prompt: str = "Which?",
    options: tuple[str, ...] = ("[x] A", "[ ] B"),
    more: str = "",
) -> str:
    lines = "".join(f"- {each}\n  > Why.\n" for each in options)
    return f":::{{question}}{name}\n{more}{prompt}\n\n{lines}\nBecause: so.\n:::\n"


def test_the_revision_goes_up_only_when_the_content_changes() -> None:
    _, numbers, text, _ = numbered(asked())
    assert blocks(numbers) == [(1, 1, (1, 2))]
    same = [
        "Before.\n\n" + asked(),
        "## Elsewhere\n\n" + asked(),
        asked(options=("[ ] B", "[x] A")),
        asked().replace("Why.", "Because of that.").replace("so.", "that is so."),
        asked(more=":points: 3\n"),
    ]
    for body in same:
        assert [each[:2] for each in blocks(numbered(body, text)[1])] == [(1, 1)], body
    changed = [
        asked(prompt="Which one?"),
        asked(options=("[x] A", "[x] B")),
        asked(options=("[x] A", "[ ] C")),
    ]
    for body in changed:
        assert [each[:2] for each in blocks(numbered(body, text)[1])] == [(1, 2)], body


def test_a_reworded_question_without_an_id() -> None:
    _, numbers, text, _ = numbered(asked(""))
    _, after, _, findings = numbered(asked("", "Which one?"), text)
    assert [each.code for each in findings] == ["L102"]
    assert blocks(after)[0][0] == 2
    assert "question-1" in findings[0].hint
    assert blocks(numbered(asked(" question-1", "Which one?"), text)[1])[0][0] == blocks(numbers)[0][0]


def test_a_question_that_gets_an_id_keeps_its_number() -> None:
    _, numbers, text, _ = numbered(asked(""))
    _, after, text, findings = numbered(asked(" q-rota"), text)
    assert (blocks(after), findings) == (blocks(numbers), [])
    assert blocks(numbered(asked(" q-rota", "Other words?"), text)[1])[0][0] == 1


def test_a_question_with_an_id_may_move_to_another_module() -> None:
    course = COURSE.replace("[one]", "[one, two]")

    def number(one: str, two: str, text: str | None) -> tuple[Numbers, str]:
        files = {"course.yaml": course, MODULE: FRONT + one, "modules/two/module.md": FRONT + two}
        made, _ = parse(Source.of({**files, **({lock_file.NAME: text} if text else {})}))
        assert made is not None
        numbers, new, findings = lock.assign(made)
        assert findings == []
        return numbers, new

    before, text = number(asked(), "Text.\n", None)
    after, _ = number("Text.\n", asked(), text)
    assert blocks(after) == blocks(before)


def test_a_reworded_option_is_told_and_keeps_its_number_with_the_id_of_the_hint() -> None:
    _, _, text, _ = numbered(asked())
    _, after, _, findings = numbered(asked(options=("[x] A", "[ ] Other")), text)
    assert [each.code for each in findings] == ["L103"]
    assert blocks(after)[0][2] == (1, 3)
    assert "{#o2}" in findings[0].hint
    _, mended, _, findings = numbered(asked(options=("[x] A", "[ ] Other {#o2}")), text)
    assert (blocks(mended)[0][2], findings) == ((1, 2), [])


def test_of_several_reworded_options_each_is_told_another_id() -> None:
    _, _, text, _ = numbered(asked())
    _, _, _, findings = numbered(asked(options=("[x] One", "[ ] Other")), text)
    assert [("{#o1}" in each.hint, "{#o2}" in each.hint) for each in findings] == [
        (True, False),
        (False, True),
    ]
    _, mended, _, findings = numbered(asked(options=("[x] One {#o1}", "[ ] Other {#o2}")), text)
    assert (blocks(mended)[0][2], findings) == ((1, 2), [])


def test_true_and_false_are_one_and_two_whatever_the_order() -> None:
    body = ":::{true-false} t\nIs it?\n\n- [ ] False\n  > No.\n- [x] True\n  > Yes.\n\nBecause: so.\n:::\n"
    other = (
        body.replace("- [ ] False\n  > No.\n", "")
        .replace("Because", "- [ ] False\n  > No.\n\nBecause")
        .replace("\n\n- [ ]", "\n- [ ]")
    )
    _, numbers, text, _ = numbered(body)
    _, after, same, _ = numbered(other, text)
    assert (blocks(after), same) == (blocks(numbers), text)


def test_an_id_that_build_has_given_to_another_block_is_told() -> None:
    """Without an id a block is called by its kind and number, in the document and in records."""
    assert "id: question-1," in numbered(asked("", "First?"))[2]
    assert codes(source(asked("", "First?") + "\n" + asked(" question-1", "Second?"))) == ["S131"]


def merged(text: str, old: str, new: str) -> list[str]:
    assert old in text
    return [each.code for each in numbered("Text.\n", text.replace(old, new))[3]]


def test_after_a_merge_two_with_one_number_are_an_error() -> None:
    _, _, text, _ = numbered(page("A") + page("B"))
    row = next(each for each in text.splitlines(keepends=True) if "id: b" in each)
    assert "L104" in merged(text, row, row + row.replace("id: b", "id: c"))
    assert "L104" in merged(text, row, row + row.replace("3:", "4:"))


@pytest.mark.parametrize(
    "broken",
    [
        "<<<<<<< ours\n",
        "pages: [1, 2]\n",
        "pages: {x: {id: a}}\n",
        "pages: {1: a}\n",
        "pages: {0: {id: a}}\n",
        "activities: {1: {revision: x}}\n",
        "activities: {1: {options: [a]}}\n",
        "\t\n",
        "[" * 50,
    ],
)
def test_a_broken_lock_is_an_error(broken: str) -> None:
    _, _, _, findings = numbered("Text.\n", broken)
    assert {each.code for each in findings} == {"L106"}
    assert all(each.spot.path == lock_file.NAME for each in findings)


def test_a_lock_without_a_revision_is_mended() -> None:
    _, _, text, _ = numbered(asked())
    assert blocks(numbered(asked(), text.replace("revision: '1', ", ""))[1])[0][:2] == (1, 1)


# ---------------------------------------------------------------- on disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "modules/one").mkdir(parents=True)
    (tmp_path / "modules/two").mkdir(parents=True)
    (tmp_path / "course.yaml").write_text(COURSE.replace("[one]", "[one, two]"), "utf-8")
    (tmp_path / MODULE).write_text(FRONT + asked(), "utf-8")
    (tmp_path / "modules/two/module.md").write_text(FRONT + asked(" q-two"), "utf-8")
    return tmp_path


def test_check_writes_nothing_and_build_writes_the_lock(folder: Path) -> None:
    read(Request(folder))
    assert not (folder / lock_file.NAME).exists()
    assert build(Request(folder)).lock_changed
    assert not build(Request(folder)).lock_changed
    assert (folder / lock_file.NAME).stat().st_mode & 0o777 == 0o644


def test_a_narrowed_build_retires_nothing(folder: Path) -> None:
    build(Request(folder))
    before = (folder / lock_file.NAME).read_text("utf-8")
    for narrowed in (
        Request(folder, modules=("two",)),
        Request(folder, package="modules"),
        Request(folder, targets=("xapi",)),
    ):
        assert not build(narrowed).failed
        assert (folder / lock_file.NAME).read_text("utf-8") == before


def test_a_mistake_in_one_module_retires_nothing(folder: Path) -> None:
    build(Request(folder))
    before = (folder / lock_file.NAME).read_bytes()
    (folder / MODULE).write_text("---\ntitle: x\n---\n", "utf-8")
    result = build(Request(folder))
    assert [each.code for each in result.findings] == ["Y202"]
    assert (folder / lock_file.NAME).read_bytes() == before


def test_locked_refuses_a_change(folder: Path) -> None:
    assert [each.code for each in build(Request(folder, locked=True)).findings] == ["L105"]
    build(Request(folder))
    assert build(Request(folder, locked=True)).findings == []


def test_the_lock_is_written_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(Request(folder))
    before = {each.name for each in folder.iterdir()}, (folder / lock_file.NAME).read_bytes()

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="full"):
        lock_file.write_lock(folder, "format: 1\n")
    assert ({each.name for each in folder.iterdir()}, (folder / lock_file.NAME).read_bytes()) == before
