"""course.yaml and module.md -> modules, pages and blocks, each with its place."""

from __future__ import annotations

from builder.model import Page, Source
from builder.parse import parse, slug_of
from stages.courses import COURSE, FRONT, MODULE, codes, course, findings, source

TIP = ":::{callout} tip\nKeep your word.\n:::\n"


def pages(body: str) -> tuple[Page, ...]:
    return course(body).modules[0].pages


def outline(body: str) -> list[tuple[str, str, bool, int, list[str]]]:
    """Id, title, whether the id is the author's, line, and the blocks of each page."""
    return [
        (page.id, page.title, page.pinned, page.spot.line, [block.directive() for block in page.blocks])
        for page in pages(body)
    ]


def test_pages_begin_at_second_level_headings() -> None:
    body = (
        f"Welcome.\n\n## First page\n\nText.\n\n### Inside\n\n{TIP}\nMore.\n\n## Second {{#two}}\n\nText.\n"
    )
    assert outline(body) == [
        ("start", "One", True, 1, ["text"]),
        ("first-page", "First page", False, 7, ["text", "callout", "text"]),
        ("two", "Second", True, 19, ["text"]),
    ]


def test_a_module_may_begin_with_a_heading() -> None:
    first, second = pages("\n## Next\n\nText.\n")
    assert (first.first, first.blocks) == (True, ())
    assert (second.first, second.id) == (False, "next")


def test_a_module_may_be_one_page() -> None:
    assert [page.id for page in pages("Text.\n")] == ["start"]


def test_underlined_headings_are_pages_too() -> None:
    _, second = pages("Text.\n\nThe next\nthing\n---\n\nMore.\n")
    assert (second.title, second.spot.line) == ("The next thing", 7)
    (block,) = second.blocks
    (prose,) = block.prose()
    assert [token.type for token in prose.tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_what_looks_like_a_heading_and_is_none() -> None:
    body = "```\n## Code\n```\n\n> ## Quoted\n\n:::{callout} tip\n## In a box\n:::\n\n    ## Indented\n"
    assert [page.id for page in pages(body)] == ["start"]


def test_ids_of_pages_are_unique_and_readable() -> None:
    body = "".join(
        f"## {title}\n\nText.\n\n"
        for title in ("Trust", "Trust", "Start", "Ça va?", "日本語", "*Bold* `code`")
    )
    assert [page.id for page in pages(body)] == [
        "start",
        "trust",
        "trust-2",
        "start-2",
        "ca-va",
        "page",
        "bold-code",
    ]


def test_slugs() -> None:
    assert slug_of("It's Übung № 5!") == "its-ubung-no-5"
    assert slug_of("…") == ""
    assert len(slug_of("word " * 50)) <= 60


def test_places_of_blocks_and_values() -> None:
    body = "Text.\n\n:::{video} https://vimeo.com/1084537\n:title: Film\n:length:1:00\n:captions: yes\n:::\n"
    block = course(body).modules[0].pages[0].blocks[1]
    assert (block.spot.line, block.spot.column) == (7, 1)
    (title, *_) = block.prose()
    assert (title.text, title.spot.line, title.spot.column) == ("Film", 8, 9)


def test_line_numbers_do_not_depend_on_line_ends() -> None:
    body = "Text.\n\n![](window.svg)\n\n:::{nothing}\n:::\n"
    unix = [(each.code, each.spot) for each in findings(source(body))]
    windows = {path: (file.text or "").replace("\n", "\r\n") for path, file in source(body).files.items()}
    assert [(each.code, each.spot) for each in findings(Source.of(windows))] == unix
    assert len(unix) == 3


def test_directives_are_closed_by_as_many_colons() -> None:
    assert outline("::::{callout} tip\nText with\n:::\ncolons.\n::::\n")[0][4] == ["callout"]
    assert outline(TIP * 2)[0][4] == ["callout", "callout"]
    assert outline(f"Text\n{TIP}text\n")[0][4] == ["text", "callout", "text"]


def test_unclosed_directives() -> None:
    for end in ("", "\n", "\n\n\n", "\n:: \n", "\n\n## Next\n\nText.\n"):
        assert codes(source(f":::{{callout}} tip\nText.{end}")) == ["S103"], end
    assert codes(source(":::{callout} tip")) == ["S103"]
    assert codes(source(f":::{{callout}} tip\nText.\n\n{TIP}")) == ["S104"]


def test_directives_in_lists_and_quotations() -> None:
    assert codes(source("- a\n\n  :::{callout} tip\n  Text.\n  :::\n")) == ["S104"]
    assert codes(source("> :::{callout} tip\n> Text.\n> :::\n")) == ["S104"]


def test_three_colons_without_a_name() -> None:
    assert codes(source(":::\nText.\n:::\n")) == ["S102"]
    assert codes(source(":::question\nText.\n:::\n")) == ["S102"]
    assert codes(source(":::{text}\nText.\n:::\n")) == ["S102"]


def test_link_definitions_hold_for_the_whole_module() -> None:
    assert codes(source("See [it][there].\n\n## Next\n\n[there]: https://example.org\n\nText.\n")) == []


def test_footnotes_belong_to_their_page() -> None:
    first, second = pages("A.[^1]\n\n[^1]: Note.\n\n## Next\n\nText.\n")
    assert first.footnotes is not None
    assert second.footnotes is None


def test_front_matter() -> None:
    def of(text: str) -> list[str]:
        return codes(Source.of({"course.yaml": COURSE, MODULE: text}))

    assert of("Text.\n") == ["Y204"]
    assert of("---\ntitle: One\nminutes: 5\n") == ["Y204"]
    assert of("") == ["Y204"]
    assert of("---\n---\nText.\n") == ["Y202", "Y202"]
    assert of("---\n- a\n---\nText.\n") == ["Y102"]
    assert of("---  \ntitle: One\nminutes: 5\n---  \n\n---\n\nText.\n") == []


def test_no_course_and_no_module() -> None:
    assert codes(Source.of({})) == ["Y001"]
    assert codes(Source.of({"course.yaml": COURSE})) == ["S101"]
    assert codes(Source.of({"course.yaml": "", MODULE: FRONT})) == ["Y202"] * 4


def test_broken_strings_of_the_course_are_findings() -> None:
    assert codes(source("Text.\n", {"strings/en.yaml": "next: [\n"})) == ["Y101"]
    assert parse(source("Text.\n", {"strings/en.yaml": "turn.next: Onwards\n"}))[1] == []


def test_list_items_in_a_question() -> None:
    body = ":::{question} q\nWhich?\n\n- [ ] 12 weeks {#twelve}\n  > No.\n- [X] *Two*\n  lines\n  > Yes.\n\nBecause: so.\n:::\n"
    block = course(body).modules[0].pages[0].blocks[0]
    tracked = block.tracked()
    assert tracked is not None
    assert [(each.text, each.id, each.spot.line, each.spot.column) for each in tracked.options] == [
        ("12 weeks", "twelve", 8, 7),
        ("Two lines", None, 10, 7),
    ]
