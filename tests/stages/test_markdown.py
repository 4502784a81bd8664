"""Markdown -> HTML: what a reader sees, and what a screen reader is told."""

from __future__ import annotations

import re

import pytest

from builder import lock
from builder.links import goal
from builder.markdown import mentions, plain, to_html
from builder.model import Course, Spot
from builder.render import render
from stages.courses import codes, course, source

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
MORE = {"modules/one/window.svg": SVG, "modules/one/my drawing é.svg": SVG, "modules/one/paper.pdf": "%PDF"}


def page(body: str, number: int = 0) -> str:
    """The HTML of one page's blocks."""
    made = course(body, MORE)
    numbers, _, _ = lock.assign(made)
    html = render(made, numbers).document.html(None)
    articles = re.findall(r'<article[^>]*id="one--.*?</article>', html, re.S)
    return str(articles[number]).partition('<div class="turn')[0]  # without the page's own Back and Next


def test_words() -> None:
    html = page('It\'s *small* and **strong** -- "so" they say...\n')
    assert "It’s <em>small</em> and <strong>strong</strong> – “so” they say…" in html


def test_nothing_is_raw_html() -> None:
    html = page("`<b>` and &lt;script&gt;alert(1)&lt;/script&gt; <!-- no --> <x-y onclick=1>\n")
    assert "<script>alert" not in html
    assert "<!-- no" not in html
    assert "<x-y" not in html
    assert codes(source("<script>alert(1)</script>\n\n<b>x</b>\n")) == ["W101", "W101"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc"]
)
def test_dangerous_links_are_no_links(address: str) -> None:
    html = page(f"[press]({address})\n")
    assert f"[press]({address})" in html
    assert not re.search(r"href=\"(javascript|vbscript|data|file)", html, re.I)


def test_links_of_other_kinds_are_errors() -> None:
    assert codes(source("[a](data:image/png;base64,AAAA) [b](ftp://example.org/x)\n")) == ["A103", "A103"]
    assert codes(source("![a](data:image/png;base64,AAAA)\n")) == ["A102"]


def test_links() -> None:
    html = page(
        "[web](https://example.org) [mail](mailto:a@b.c) [page](#next) [file](paper.pdf) [self](../one/module.md#next)\n\n## Next\n\nText.\n"
    )
    assert (
        '<a href="https://example.org" target="_blank" rel="noopener">web<span class="visually-hidden">'
        in html
    )
    assert '<a href="mailto:a@b.c">mail</a>' in html
    assert html.count('href="#one--next"') == 2
    assert '<a href="media/paper.pdf" download="">file</a>' in html


def test_names_with_spaces_and_accents() -> None:
    assert "<svg" in page("![A drawing](<my drawing é.svg>)\n")


def goals(made: Course, *written: str) -> list[str]:
    return [f"{g.kind}:{g.target}" if (g := goal(made, made.modules[0], each)) else "-" for each in written]


def test_where_links_lead() -> None:
    made = course("Text.\n\n## Next\n\n:::{reflection} r-one\nWhat?\n:::\n", MORE)
    assert goals(made, "#next", "#start", "#r-one", "#nothing", "one/next", "../one/module.md", "paper.pdf", "/modules/one/paper.pdf") == [
        "page:one--next", "page:one--start", "activity:r-one", "-", "page:one--next", "page:one--start",
        "file:modules/one/paper.pdf", "file:modules/one/paper.pdf",
    ]  # fmt: skip
    assert (
        goals(
            made, "../../../etc/passwd", "//example.org/x", "C:\\x", "", ".", "../one/nothing.md", "\\\\x\\y"
        )
        == ["-"] * 7
    )


def test_an_image_alone_is_a_figure_with_its_caption() -> None:
    html = page('![A window](window.svg "The *window*")\n\nBeside words ![A window](window.svg) too.\n')
    assert html.count("<figure>") == html.count("</figure>") == 1
    assert "<figcaption>The *window*</figcaption>" in html
    assert html.count('role="img" aria-label="A window"') == 2


def test_tables_can_be_scrolled_by_keyboard_and_have_headers() -> None:
    html = page("| a | b |\n| :- | -: |\n| c | d |\n")
    assert re.search(r'<div class="scroller" role="region" tabindex="0" aria-label="[^"]+"><table>', html)
    assert '<th scope="col" class="align-left">a</th>' in html
    assert '<td class="align-right">d</td>' in html


def test_footnotes_know_their_page_and_lead_back() -> None:
    body = "One.[^a] Again.[^a]\n\n[^a]: First *note*.\n\n## Next\n\nTwo.[^a]\n\n[^a]: Second note.\n"
    first, second = page(body, 0), page(body, 1)
    for name, html in (("start", first), ("next", second)):
        identities = re.findall(r' id="([^"]+)"', html)
        assert len(identities) == len(set(identities))
        for target in re.findall(r'href="#(one--[^"]+)"', html):
            assert target in identities
        assert f'id="one--{name}-note1"' in html
    assert "First <em>note</em>." in first
    assert "Second note." in second
    assert first.count('role="doc-noteref"') == first.count('role="doc-backlink"') == 2


def test_headings_go_up_one_level_below_the_page_title() -> None:
    html = page("Text.\n\n### A\n\n#### B\n")
    assert "<h2>A</h2>" in html
    assert "<h3>B</h3>" in html


def test_language_of_a_phrase() -> None:
    html = page('A [mot juste]{lang=fr} and [x]{onclick="alert(1)" .red style="color:red" lang="a\\"b"}.\n')
    assert '<span lang="fr">mot juste</span>' in html
    assert "onclick" not in re.sub(r"<p>.*?</p>", "", html)
    assert not re.search(r"<span[^>]*(onclick|style|class=\"red)", html)


def test_strikethrough_is_off_and_bare_addresses_are_words() -> None:
    html = page("~~gone~~ https://example.org <https://example.org/a>\n")
    assert "~~gone~~ https://example.org" in html
    assert 'href="https://example.org/a"' in html


def test_code_is_escaped_and_can_be_scrolled() -> None:
    html = page("```html\n<b>&amp;</b>\n```\n\n    <i>\n")
    assert "<code>&lt;b&gt;&amp;amp;&lt;/b&gt;\n</code>" in html
    assert html.count('class="scroller" role="region" tabindex="0"') == 2


def places(body: str) -> list[tuple[str, str, Spot]]:
    return [
        (each.kind, each.target or each.text, each.spot)
        for _, _, block in course(body, MORE).blocks()
        for prose in block.prose()
        for each in mentions(prose)
    ]


def test_places_of_links_and_images() -> None:
    body = "A [b](#next) and\n[c](#next) ![d](window.svg).\n\n- x [e](#next)\n\n> ### F\n\n## Next\n\nText.\n"
    assert [(kind, name, spot.line, spot.column) for kind, name, spot in places(body)] == [
        ("link", "#next", 5, 7),
        ("link", "#next", 6, 5),
        ("image", "window.svg", 6, 17),
        ("link", "#next", 8, 9),
        ("heading", "F", 10, 1),
    ]


def test_plain_words() -> None:
    made = course("*A* `b` [c](#start) ![d](window.svg)\ne\n", MORE)
    (prose,) = next(made.blocks())[2].prose()
    assert plain(prose.tokens) == "A b c d e"


def test_html_of_a_prose_needs_nothing_but_its_surroundings() -> None:
    class Around:
        page_id = "p"

        def image(self, source: str, alt: str, spot: Spot) -> str:
            return f"[{source}|{alt}]"

        def link(self, address: str, spot: Spot) -> dict[str, str]:
            return {"href": address, "title": '"'}

        def label(self, key: str) -> str:
            return f"<{key}>"

    (prose,) = next(course("[a](#start) ![b *c*](window.svg)\n", MORE).blocks())[2].prose()
    assert to_html(prose, Around()) == '<p><a href="#start" title="&quot;">a</a> [window.svg|b c]</p>\n'
