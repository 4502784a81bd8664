"""facilitator.html: what the people who lead sessions read, and that no learner's package has any of it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lms.courses import copy_shipped, write
from lxml import html
from playwright.sync_api import Browser
from pypdf import PdfReader

from builder.build import Built, Request, build
from builder.cli import main
from builder.findings import as_text

COURSE = """\
id: https://example.org/courses/rounds
title: Rounds & <circles>
version: 1.0.0
modules: [{modules}]
targets: [scorm12, xapi, web]
"""
FACTS = """\
---
kind: Workshop
minutes: 45
group: 6 to 12 people
needs:
  - A room with a door
  - Pens
---

"""
NOTES = (
    FACTS
    + "## Purpose\n\nTo listen.\n\n## Running order\n\n| Minutes | What happens |\n| --- | --- |\n| 5 | A round |\n"
)
SECRET = "The zebra crosses at half past nine"


def module(title: str) -> str:
    return f"---\ntitle: {title}\nminutes: 5\noutcomes:\n  - Use {title} at work\n---\n\nText.\n\n## More {{#more}}\n\nText.\n"


def course(folder: Path, notes: dict[str, str], more: str = "") -> Path:
    """Three modules, `one`, `two` and `three` (in this order), with the notes of some of them."""
    slugs = ("one", "two", "three")
    files = {f"modules/{each}/module.md": module(f"Module {each}") for each in slugs}
    files |= {f"modules/{slug}/facilitator.md": text for slug, text in notes.items()}
    return write(folder, {"course.yaml": COURSE.format(modules=", ".join(slugs)) + more, **files})


def page(folder: Path, notes: dict[str, str], more: str = "", **request: tuple[str, ...]) -> html.HtmlElement:
    built = build(Request(course(folder, notes, more), **request))  # type: ignore[arg-type]
    assert not built.failed, as_text(built.findings, built.source)
    return html.document_fromstring((folder / "dist/facilitator.html").read_text("utf-8"))


def words(found: html.HtmlElement) -> str:
    return " ".join(found.text_content().split())


def codes(built: Built) -> list[tuple[str, int]]:
    return [
        (each.code, each.spot.line) for each in built.findings if each.spot.path.endswith("facilitator.md")
    ]


def test_modules_with_notes_stand_in_the_order_of_the_course(tmp_path: Path) -> None:
    found = page(tmp_path, {"three": NOTES.replace("45", "20"), "one": NOTES})
    listed = [words(each) for each in found.xpath("//ol[@class='sessions']/li")]
    assert listed == [
        "1 Module one Workshop · 45 minutes · 6 to 12 people",
        "3 Module three Workshop · 20 minutes · 6 to 12 people",
    ]
    assert [each.get("href") for each in found.xpath("//ol[@class='sessions']//a")] == ["#one", "#three"]
    first, last = found.xpath("//article")
    assert (first.get("id"), last.get("id")) == ("one", "three")
    said = words(last)
    for part in (
        "Module three",
        "Use Module three at work",
        "20 minutes",
        "A room with a door",
        "To listen.",
        "A round",
    ):
        assert part in said
    assert [each.tag for each in last.iter("h2", "h3", "h4")] == ["h2", "h3", "h3"]
    assert [words(each) for each in found.iter("h1")] == ["Rounds & <circles>"]


def test_says_what_it_is_and_what_is_private(tmp_path: Path) -> None:
    said = words(page(tmp_path, {"one": NOTES}))
    for part in (
        "whoever leads a session",
        "no part of the package that learners open",
        "private",
        "participatory learning",
    ):
        assert part in said


def test_is_one_page_that_asks_for_nothing(tmp_path: Path) -> None:
    found = page(tmp_path, {"one": NOTES})
    assert found.xpath("//script | //link | //img | //iframe | //@src | //@onclick") == []
    assert "url(" not in words(found.find(".//style"))


def test_a_package_of_one_module_has_its_notes_only(tmp_path: Path) -> None:
    found = page(tmp_path, {"one": NOTES, "two": NOTES}, modules=("two",))
    assert [each.get("id") for each in found.xpath("//article")] == ["two"]


def test_without_notes_there_is_no_such_page(tmp_path: Path) -> None:
    built = build(Request(course(tmp_path, {"one": NOTES}), modules=("two", "three")))
    assert built.packed
    assert not (tmp_path / "dist/facilitator.html").exists()
    assert "facilitator.html" not in (tmp_path / "dist/handover.html").read_text("utf-8")


def test_the_build_and_the_hand_over_name_it(tmp_path: Path) -> None:
    course(tmp_path, {"one": NOTES})
    said = CliRunner().invoke(main, ["-C", str(tmp_path)]).output
    assert re.search(r"^For whoever leads a session: \S*facilitator\.html$", said, re.M)
    said = CliRunner().invoke(main, ["-C", str(tmp_path), "--module", "two"]).output
    assert "handover.html" in said
    assert "facilitator.html" not in said
    build(Request(tmp_path))
    beside = html.document_fromstring((tmp_path / "dist/handover.html").read_text("utf-8"))
    assert beside.xpath("//a[@href='facilitator.html']")
    rows = [[words(cell) for cell in row] for row in beside.xpath("(//table)[1]//tr")]
    assert rows[0] == ["Module", "Minutes", "Pages", "Answers"]
    assert rows[1:] == [[f"Module {name}", "5", "2", "none"] for name in ("one", "two", "three")]


def test_links_lead_to_the_web_and_to_other_modules_notes(tmp_path: Path) -> None:
    text = NOTES + (
        "\nRead [A](../two), [B](../two/facilitator.md), [C](../two/module.md#more), [D](two/more), [E](../three/module.md),"
        " [F](#more), [G](https://example.org/a?b&c), [H](mailto:a@example.org) and [I](javascript:alert).\n"
    )
    found = page(tmp_path, {"one": text, "two": NOTES})
    links = {
        each.text: (each.get("href"), each.get("target"))
        for each in found.xpath("//article[@id='one']//p[a]/a")
    }
    assert {each: links[each][0] for each in "ABCD"} == dict.fromkeys("ABCD", "#two")
    assert links["E"] == links["F"] == (None, None)  # no notes here to lead to: the words are enough
    assert links["G"] == ("https://example.org/a?b&c", "_blank")
    assert links["H"] == ("mailto:a@example.org", None)
    assert "I" not in links


def test_nothing_that_an_author_writes_is_markup(tmp_path: Path) -> None:
    bad = '<img src=x onerror=alert(1)>"'
    front = (
        FACTS.replace("Workshop", f"'{bad}'")
        .replace("6 to 12 people", f"'{bad}'")
        .replace("Pens", f"'{bad}'")
    )
    text = (
        f"{front}## `{bad}`\n\n| `{bad}` |\n| --- |\n| `{bad}` |\n\n    {bad}\n\n{bad.replace('<', '&lt;')}\n"
    )
    course(tmp_path, {"one": text})
    path = tmp_path / "modules/one/module.md"
    path.write_text(path.read_text("utf-8").replace("title: Module one", f"title: '{bad}'"), "utf-8")
    built = build(Request(tmp_path))
    assert not built.failed, as_text(built.findings, built.source)
    found = html.document_fromstring((tmp_path / "dist/facilitator.html").read_text("utf-8"))
    assert found.xpath("//img | //@onerror") == []
    assert words(found).count("onerror=alert(1)") >= 8
    (tmp_path / "modules/one/facilitator.md").write_text(f"{FACTS}## Before\n\nA <b>round</b>.\n", "utf-8")
    assert codes(build(Request(tmp_path))) == [("W101", 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Before\n\nText.\n", [("Y204", 1)]),
        (NOTES.replace("kind:", "knid:"), [("Y201", 2)]),
        (NOTES.replace("kind: Workshop\n", ""), [("Y202", 2)]),
        (NOTES.replace("45", "three quarters of an hour"), [("Y203", 3)]),
        (NOTES.replace("45", "0"), [("Y203", 3)]),
        (NOTES.replace("\n  - A room with a door\n  - Pens", " Pens"), [("Y203", 5)]),
        (NOTES.replace("kind: Workshop", "kind: [Workshop"), [("Y101", 2)]),
        (NOTES + "\n##\n\n#### Deep\n\n[here](https://example.org)[^1]\n", [("A104", 24), ("S107", 20), ("S132", 22), ("W102", 24)]),
        (NOTES + "\n# Top\n", [("S132", 20)]),
    ],
)  # fmt: skip
def test_mistakes_are_found_at_their_lines(
    text: str, expected: list[tuple[str, int]], tmp_path: Path
) -> None:
    found = codes(build(Request(course(tmp_path, {"one": text}))))
    assert sorted(found) == expected


def test_mistakes_stand_beside_all_others(tmp_path: Path) -> None:
    course(tmp_path, {"one": NOTES.replace("45", "soon") + "\n:::{callout} tip\nListen.\n:::\n"})
    (tmp_path / "modules/two/module.md").write_text("No front matter.\n", "utf-8")
    built = build(Request(tmp_path))
    assert [each.code for each in built.findings] == ["Y203", "S181", "Y204"]
    assert not (tmp_path / "dist").exists()


def test_notes_of_a_draft_can_be_silenced(tmp_path: Path) -> None:
    course(tmp_path, {"one": NOTES, "four": NOTES}, "allow:\n  S184: It is a draft.\n")
    assert build(Request(tmp_path)).findings == []


def test_what_is_no_mistake(tmp_path: Path) -> None:
    """Nothing to have ready, an id behind a heading, two tables of one kind, a file of another kind with a like name."""
    text = NOTES.replace("\n  - A room with a door\n  - Pens", " []").replace(
        "## Purpose", "## Purpose {#purpose}"
    )
    course(tmp_path, {"one": text + NOTES.split("## Running order")[1]})
    write(tmp_path, {"modules/two/facilitator.pdf": "%PDF", "modules/one/facilitators.md": "An old one."})
    built = build(Request(tmp_path))
    assert built.findings == []
    found = html.document_fromstring((tmp_path / "dist/facilitator.html").read_text("utf-8"))
    assert [words(each) for each in found.iter("h3")] == ["Purpose", "Running order"]
    assert "Have ready" not in words(found)
    names = found.xpath("//article//@aria-label")
    assert names == [
        "Table (Module one): Minutes, What happens",
        "Table 2 (Module one): Minutes, What happens",
    ]


def test_words_of_authors_are_in_the_language_of_the_course(tmp_path: Path) -> None:
    found = page(tmp_path, {"one": NOTES}, "language: cy\n")
    assert found.get("lang") == "en-GB"
    for each in found.xpath(
        "//h1 | //h2[@id] | //dd[not(contains(., ' minutes'))] | //article//h3 | //article//table"
    ):
        assert each.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == "cy", words(each)
    assert found.xpath("//article//@aria-label") == ["Tabl (Module one): Minutes, What happens"]
    assert found.xpath("//dt[@lang]") == []


def packed(built: Built, folder: Path) -> dict[str, bytes]:
    assert not built.failed, as_text(built.findings, built.source)
    return {each.name: (folder / each.name).read_bytes() for each, _ in built.packed}


def test_no_package_of_the_course_has_a_word_of_it(tmp_path: Path) -> None:
    """The shipped course with other notes, and without any, makes the same packages byte for byte."""
    folder = copy_shipped(tmp_path / "course")
    files = [each / "facilitator.md" for each in (folder / "modules").iterdir()]
    for file in files:
        file.write_text(f"{FACTS}## {SECRET}\n\n{SECRET}.\n", "utf-8")
    noted = packed(build(Request(folder, tmp_path / "with")), tmp_path / "with")
    assert (tmp_path / "with/facilitator.html").read_text("utf-8").count(SECRET) == 2 * len(files)
    for name in noted:
        with zipfile.ZipFile(tmp_path / "with" / name) as archive:
            assert [each for each in archive.namelist() if "facilitator" in each] == []
            assert [each for each in archive.namelist() if SECRET.encode() in archive.read(each)] == []
    for file in files:
        file.unlink()
    assert packed(build(Request(folder, tmp_path / "without")), tmp_path / "without") == noted
    assert not (tmp_path / "without/facilitator.html").exists()


def test_on_paper_each_session_begins_on_a_sheet_of_its_own(tmp_path: Path, browser: Browser) -> None:
    rows = "".join(f"| {number} | Row {number} {'and more ' * 30}end {number} |\n" for number in range(1, 40))
    page(tmp_path, {"one": NOTES + rows, "two": NOTES, "three": NOTES})
    tab = browser.new_page(color_scheme="dark")
    tab.goto((tmp_path / "dist/facilitator.html").as_uri())
    tab.pdf(path=tmp_path / "notes.pdf", prefer_css_page_size=True)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert tab.evaluate(ground) == "rgb(20, 25, 27)"
    tab.emulate_media(media="print")
    assert tab.evaluate(ground) == "rgb(255, 255, 255)"
    tab.close()
    texts = [each.extract_text() for each in PdfReader(tmp_path / "notes.pdf").pages]
    sheets = [re.sub(r"^\s*\d+\s*", "", each) for each in texts]  # without the sheet's number
    begins = [number for number, sheet in enumerate(sheets) if re.search(r"^Module \d\n", sheet, re.M)]
    assert [sheets[each].startswith("Module") for each in begins] == [True] * 3
    assert begins[0] == 1
    assert begins[2] == len(sheets) - 1
    assert begins[1] > 3  # a long table goes on …
    for number in range(1, 40):  # … and no row of it is cut
        (whole,) = [each for each in sheets if f"Row {number} " in each]
        assert f"end {number}" in whole
    assert all("What happens" in each for each in sheets[1 : begins[1]])  # its heads stand on every sheet
