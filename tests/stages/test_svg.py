"""An author's drawing -> an element that can draw and do nothing else."""

from __future__ import annotations

import pytest
from lxml import etree

from builder.svg import SvgError, clean_svg, parse_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def clean(inside: str, prefix: str = "d1-") -> str:
    return clean_svg(f"{OPEN}{inside}</svg>".encode(), prefix, {})


def test_what_draws_stays() -> None:
    inside = (
        '<title>A</title><g fill="currentColor" transform="scale(2)"><path d="M1 1h7"/>'
        '<circle r="2" style="fill:var(--accent)"/></g><text x="1">Hello <tspan>a</tspan> <tspan>b</tspan> &amp; c</text>'
    )
    assert clean(inside) == f'<svg viewBox="0 0 9 9">{inside}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>',
        '<p><img src="https://example.org/x.png"/></p>',
        '<html:iframe xmlns:html="http://www.w3.org/1999/xhtml" src="https://example.org"/>',
        '<a href="https://example.org"><path d="M1 1"/></a>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="d" values="x"/>',
        "<style>@import url(https://example.org/x.css);</style>",
        '<image href="https://example.org/x.png"/>',
        '<meta http-equiv="refresh" content="0;url=https://example.org"/>',
        '<metadata><x xmlns="urn:x">y</x></metadata>',
        "<?xml-stylesheet href='https://example.org/x.css'?>",
        "<!-- a comment -->",
    ],
)
def test_what_acts_or_loads_goes(inside: str) -> None:
    assert clean(inside + '<path d="M2 2"/>') == '<svg viewBox="0 0 9 9"><path d="M2 2"/></svg>'


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'ONCLICK="alert(1)"',
        'href="https://example.org/x.svg#a"',
        'href="javascript:alert(1)"',
        'href="#nothing"',
        'xlink:href="data:image/svg+xml,x"',
        'style="fill:url(https://example.org/x)"',
        "style=\"fill:url( '//example.org/x' )\"",
        'style="fill:u\\72l(https://example.org/x)"',
        "style=\"background:image-set('https://example.org/x.png' 1x)\"",
        'fill="url(https://example.org/x#a)"',
        'filter="URL(x.svg#a)"',
        'style="width:expression(alert(1))"',
        'data-block="question"',
        'xml:base="https://example.org"',
    ],
)
def test_attributes_that_act_or_load_go(attribute: str) -> None:
    assert clean(f'<path {attribute} d="M2 2"/>') == '<svg viewBox="0 0 9 9"><path d="M2 2"/></svg>'


def test_ids_and_everything_that_names_them_get_the_prefix() -> None:
    inside = (
        '<linearGradient id="a"/><path id="b" fill="url(#a)"/><use href="#b"/><use xlink:href="#b"/>'
        '<path style="fill:url( \'#a\' )" aria-labelledby="b a"/>'
    )
    expected = (
        '<linearGradient id="d7-a"/><path id="d7-b" fill="url(#d7-a)"/><use href="#d7-b"/><use href="#d7-b"/>'
        '<path style="fill:url(#d7-a)" aria-labelledby="d7-b d7-a"/>'
    )
    assert clean(inside, "d7-") == f'<svg viewBox="0 0 9 9">{expected}</svg>'


def test_a_drawing_with_prefixes_draws_in_html() -> None:
    drawing = (
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg" width="10" height="20px"><s:path d="M1 1"/></s:svg>'
    )
    assert clean_svg(drawing, "d-", {"role": "img", "aria-label": 'A "window"'}) == (
        '<svg viewBox="0 0 10 20" role="img" aria-label="A &quot;window&quot;"><path d="M1 1"/></svg>'
    )


def test_text_after_what_goes_stays() -> None:
    assert clean("<text>a<script/>b<desc>c</desc>d</text>") == (
        '<svg viewBox="0 0 9 9"><text>ab<desc>c</desc>d</text></svg>'
    )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'<?xml version="1.0"?>\n<!-- c -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg/>', 3),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg/>', 1),
        (b"<svg>\n<g>\n</svg>", 3),
        (b"", 1),
        (b"\x89PNG", 1),
        (b"<svg/>", 1),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', 1),
        (f"{OPEN}{'<g>' * 5000}".encode(), 1),
    ],
)
def test_what_is_no_drawing(data: bytes, line: int) -> None:
    with pytest.raises(SvgError) as caught:
        parse_svg(data)
    assert caught.value.line == line
    assert caught.value.message


def test_the_result_is_well_formed_and_stable() -> None:
    once = clean('<g id="a">\n  <path d="M1 1"/>\n  <text>x &lt; y</text>\n</g>')
    etree.fromstring(once)
    again = once.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    assert clean_svg(again.encode(), "", {}) == once
