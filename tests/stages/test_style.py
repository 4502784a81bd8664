"""Colours that can be read, and a stylesheet that is smaller and says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Source
from builder.parse import parse
from builder.style import DARK_PAPER, ENOUGH, PAPER, colours, contrast, mix, readable, squeeze, stylesheet
from stages.courses import COURSE, FRONT, MODULE, codes, course

COLOUR = st.integers(0, 0xFFFFFF).map(lambda each: f"#{each:06x}")


def test_contrast_as_wcag_defines_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


def test_mix() -> None:
    assert mix("#ff0000", "#0000ff", 0.5) == "#800080"
    assert mix("#123456", "#ffffff", 1) == "#123456"
    assert mix("#123456", "#abcdef", 0) == "#abcdef"


@given(COLOUR)
def test_any_accent_becomes_readable_in_the_dark(accent: str) -> None:
    made = readable(accent, DARK_PAPER)
    assert contrast(made, DARK_PAPER) >= ENOUGH
    assert contrast(made, mix(made, DARK_PAPER, 0.18)) >= ENOUGH


@given(COLOUR)
def test_an_accent_is_accepted_when_it_can_be_read_on_paper_and_tint(accent: str) -> None:
    files = {"course.yaml": f'{COURSE}theme: {{accent: "{accent}"}}\n', MODULE: FRONT + "Text.\n"}
    fits = contrast(accent, mix(accent, PAPER, 0.18)) >= ENOUGH
    assert codes(Source.of(files)) == ([] if fits else ["A105"])
    if fits:
        assert contrast(accent, PAPER) >= ENOUGH


def test_the_colour_that_the_hint_names_works() -> None:
    for accent in ("#7fd6d8", "#ffffff", "#fbfaf7", "#e8e800"):
        files = {"course.yaml": f'{COURSE}theme: {{accent: "{accent}"}}\n', MODULE: FRONT + "Text.\n"}
        from stages.courses import findings

        (finding,) = findings(Source.of(files))
        better = finding.hint.split('"')[1]
        files["course.yaml"] = files["course.yaml"].replace(accent, better)
        assert codes(Source.of(files)) == []


def test_text_on_the_accent_can_be_read() -> None:
    for accent in ("#00636b", "#7a0019", "#333333"):
        ink = colours(accent).split("--accent-ink:")[1][:7]
        assert contrast(ink, accent) >= ENOUGH


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { b : c ; }\n\n  d > e , f { g:h }", "a{b : c}d>e,f{g:h}\n"),
        ("/* x { */ a{b:c} /* ; */", "a{b:c}\n"),
        ('a::before { content: "  ;  }  " ; }', 'a::before{content:"  ;  }  "}\n'),
        ('a::before { content: "\\"  ; " }', 'a::before{content:"\\"  ; "}\n'),
        ("a { content: '\\201c  /* x */  it\\'s' }", "a{content:'\\201c  /* x */  it\\'s'}\n"),
        ("a { width: calc( 100%  -  2rem ) }", "a{width:calc( 100% - 2rem )}\n"),
        ("a{b:c}\n@media ( min-width : 4em )  and (x) { a { b:c } }", "a{b:c}@media ( min-width : 4em ) and (x){a{b:c}}\n"),
        ('a { background: url( "x  y.png" ) }', 'a{background:url( "x  y.png" )}\n'),
        ("", "\n"),
    ],
)  # fmt: skip
def test_squeeze(css: str, expected: str) -> None:
    assert squeeze(css) == expected
    assert squeeze(expected) == expected


def test_the_course_stylesheet_comes_last_and_whole() -> None:
    files = {"course.yaml": f"{COURSE}theme: {{stylesheet: our.css}}\n", MODULE: FRONT + "Text.\n"}
    files["our.css"] = '.page::before { content: "one  two" }\n'
    made, findings = parse(Source.of(files))
    assert findings == []
    assert made is not None
    assert stylesheet(made).endswith('.page::before{content:"one  two"}\n')
    assert "--accent:#00636b;" in stylesheet(made)


def test_the_stylesheet_needs_nothing_from_elsewhere() -> None:
    css = stylesheet(course("Text.\n"))
    assert "@import" not in css
    assert "//" not in css.replace("http://www.w3.org/2000/svg", "")
