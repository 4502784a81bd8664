"""What is downloaded opens in a word processor: headings, language, title, and every word as it was written (PLAYER 36)."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from .conftest import Files, Host, Tab

NOTES = "course--notes"


def lines(path: Path) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    return [(each.style.name, each.text) for each in Document(str(path)).paragraphs]


def noted(host: Host, small: Files, words: str) -> Tab:
    tab = host.open(small["web", ""])
    tab.at("first-steps--start")
    tab.write(words)
    tab.at(NOTES)
    return tab


@pytest.mark.behaviour(36)
def test_the_notes_as_a_word_document(host: Host, small: Files) -> None:
    tab = noted(host, small, "One step.\n\nThen  another:\n\tindented")
    name, path = tab.word()
    assert re.fullmatch(r"reflection-small-steps-\d{4}-\d\d-\d\d\.docx", name)
    today = tab.page.evaluate(
        "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })"
    )
    assert lines(path) == [
        ("Title", "My notes: Small steps"),
        ("Subtitle", f"Small steps, version 2.1.0 · {today}"),
        ("Heading 1", "First steps"),
        ("Heading 2", "Which step did you take last?"),
        ("Written", "One step.\n\nThen  another:\n\tindented"),
        ("Normal", f"Written on {today}"),
    ]
    document = Document(str(path))
    assert document.core_properties.title == "My notes: Small steps"
    assert document.core_properties.language == "en-GB"
    assert (
        document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    )
    assert tab.asked == [] or all(url.startswith("blob:") for url in tab.asked)


def test_the_file_is_whole(host: Host, small: Files) -> None:
    """Every checksum is right, every part is well-formed and listed with its type."""
    _, path = noted(host, small, "A step.").word()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert archive.namelist()[0] == "[Content_Types].xml"
    listed = {each.get("PartName") for each in parts["[Content_Types].xml"] if each.get("PartName")}
    assert listed == {f"/{name}" for name in parts if name.endswith(".xml") and not name.startswith("[")}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        folder = name.partition("_rels")[0]
        assert {folder + str(each.get("Target")) for each in parts[name]} <= set(parts)


# Typed as units of UTF-16, for not all of them can be handed over as text.
PUT = """units => {
  const box = document.querySelector("#r-own textarea");
  box.value = Array.from({ length: units.length / 2 }, (_, at) => String.fromCharCode(units[2 * at] + 256 * units[2 * at + 1])).join("");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("blur"));
}"""
NASTY: dict[str, tuple[str, str | None]] = {
    "markup": ("<b>&amp; </w:t> ]]> \"quotes\" 'these'", None),
    "braces": ("{title} {body} $& $1 \\u0041", None),
    "emoji": ("Thank you \U0001f64f\U0001f3fd and \U0001d11e", None),
    "control characters": ("a\x00b\x01c\x0bd\x1fe\x7ff\ufffeg\uffffh", "abcde\x7ffgh"),
    "half a pair": ("before \ud83d after", "before  after"),
    "line ends": ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
    "separators": ("thin\u2009space, line\u2028end", None),
    "very long": ("word " * 4_000, None),
}


def test_every_text_survives(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""])
    for kind, (text, expected) in NASTY.items():
        tab.at("first-steps--start")
        tab.page.evaluate(PUT, list(text.encode("utf-16-le", "surrogatepass")))
        tab.at(NOTES)
        _, path = tab.word()
        with zipfile.ZipFile(path) as archive:
            etree.fromstring(archive.read("word/document.xml"))
        assert ("Written", text if expected is None else expected) in lines(path), kind


def test_what_runs_to_the_left_does_so_in_word(host: Host, small: Files) -> None:
    tab = noted(host, small, "مشيت خطوة صغيرة.")
    _, path = tab.word()
    [written] = [each for each in Document(str(path)).paragraphs if each.style.name == "Written"]
    assert written.text == "مشيت خطوة صغيرة."
    assert written._p.pPr.find(qn("w:bidi")) is not None
    assert written.runs[0].font.rtl
    prompt = next(each for each in Document(str(path)).paragraphs if each.style.name == "Heading 2")
    assert prompt._p.pPr.find(qn("w:bidi")) is None


def test_lists_and_facts_keep_their_shape(host: Host, small: Files) -> None:
    tab = host.open(small["web", ""])
    tab.at("first-steps--start")
    tab.work_through()
    tab.at("more-steps--record")
    name, path = tab.word()
    assert name.startswith("record-small-steps-")
    document = Document(str(path))
    found = {}
    for each in document.paragraphs:
        if each.style.name == "List Paragraph":
            number = each._p.pPr.numPr
            found[each.text.strip()] = (number.numId.val, number.ilvl.val)
    assert found == {
        "A step is small": (1, 0),
        "It goes on": (1, 0),
        "or back": (1, 1),
        "First this": (2, 0),
        "then that": (2, 0),
        "Begin again": (3, 0),
    }
    numbers = document.part.numbering_part.element
    definition = {each.numId: each.abstractNumId.val for each in numbers.num_lst}
    assert definition[1] != definition[2] == definition[3]
    assert "small" in [run.text for each in document.paragraphs for run in each.runs if run.bold]
    facts = [each for each in document.paragraphs if each.style.name == "Fact"]
    assert [each.text for each in facts if each.text.startswith(("Pages", "Learning"))] == [
        "Pages done\t4 of 4",
        "Learning time\t22 minutes",
    ]
    assert all(each.runs[0].bold for each in facts)


def test_copied_as_text(host: Host, small: Files) -> None:
    tab = noted(host, small, "One <step> & no more.\nThen another.")
    text = tab.copied()
    assert text.startswith("My notes: Small steps\nSmall steps, version 2.1.0 · ")
    assert "Which step did you take last?\nOne <step> & no more.\nThen another.\nWritten on" in text
    assert "Go to this page" not in text


def test_printed_alone(host: Host, small: Files) -> None:
    tab = noted(host, small, "One step at a time.")
    tab.press("Print or save as PDF")
    [sheet] = tab.pdf()
    assert sheet.startswith("My notes: Small steps")
    assert "One step at a time." in sheet
    for other in ("Go to this page", "Save and exit", "Download as Word", "in one place"):
        assert other not in sheet
    # and then the page is itself again
    assert "in one place" in tab.pdf()[0]
    assert tab.page.locator("h1:visible").inner_text() == "My notes"
