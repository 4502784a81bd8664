"""Colours that can be read, and a stylesheet that is smaller and says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from builder import lock
from builder.model import Source
from builder.parse import parse
from builder.render import render
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
        ("a { b : c ; }\n\n  d > e , f { g:h }", "a{b:c}d>e,f{g:h}\n"),
        ("a :hover + b ~ c::before, d::first-letters { e:f }", "a :hover+b~c:before,d::first-letters{e:f}\n"),
        ("/* x { */ a{b:c} /* ; */", "a{b:c}\n"),
        ("a { /* x */ b: /* y */ c /* z */ } /* never closed }", "a{b:c}\n"),
        ("a/* x */.b { c: 1px/**/2px }", "a/**/.b{c:1px/**/2px}\n"),
        ('a::before { content: "  ;  }  " ; }', 'a:before{content:"  ;  }  "}\n'),
        ('a { content: "\\"  ; " }', 'a{content:"\\"  ; "}\n'),
        ("a { content: '\\201c  /* x */  it\\'s' }", "a{content:'\\201c  /* x */  it\\'s'}\n"),
        ('a { grid: "b  c" auto "d  e" 1fr / 2px }', 'a{grid:"b  c"auto"d  e"1fr / 2px}\n'),
        (".a\\:b\\31 2 .c { d:e }", ".a\\:b\\31 2 .c{d:e}\n"),
        ("a { width: calc( 100%  -  (2rem + 0px) ) }", "a{width:calc(100% - (2rem + 0px))}\n"),
        ("a { b: var(--c) d #AABBCC #abcabc #aabbccdd }", "a{b:var(--c)d#ABC#abcabc#abcd}\n"),
        ("#aabbcc { b: url(x.svg#aabbcc) }", "#aabbcc{b:url(x.svg#aabbcc)}\n"),
        ("a{b:c}\n@media ( min-width: 4em )  and (x) { a { b:c } }", "a{b:c}@media (min-width:4em) and (x){a{b:c}}\n"),
        ("@supports selector( a :hover ) { a { b:c } }", "@supports selector(a :hover){a{b:c}}\n"),
        ('@import url(//x/*y) screen ; @charset "u  8" ;', '@import url(//x/*y) screen;@charset "u  8";\n'),
        ('a { background: url( "x  y.png" ) d }', 'a{background:url("x  y.png")d}\n'),
        ("a { --b: ; --c: {}; d:e;; }", "a{--b: ;--c: {};d:e}\n"),
        ("a { b:c } a { d:e } f { b:c } a { g:h }", "a{b:c;d:e}f{b:c}a{g:h}\n"),
        ('a[b="1"] { c:d } a[b="2"] { e:f }', 'a[b="1"]{c:d}a[b="2"]{e:f}\n'),
        ("a { } b { &:hover { } c:d } @media print { e { } } @font-face { f:g } @font-face { f:h }",
         "b{c:d}@font-face{f:g}@font-face{f:h}\n"),
        ("@media print { a { b:c } } @media print { d { e:f } } g{h:i} @media print { a { b:c } }",
         "@media print{a{b:c}d{e:f}}g{h:i}@media print{a{b:c}}\n"),
        ("", "\n"),
    ],
)  # fmt: skip
def test_squeeze(css: str, expected: str) -> None:
    assert squeeze(css) == expected
    assert squeeze(expected) == expected


# Every declaration that a browser reads, in order: under which conditions, for what, what. Values by their words,
# because what has a `var()` in it is kept as it was written.
READ = r"""(css) => {
  const WORDS = /"[^"]*"|[\w.%-]+|\S/g;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const read = (rules, above) => [...rules].flatMap((rule) => {
    const here = [...above, rule.conditionText ?? rule.selectorText ?? rule.keyText ?? rule.name ?? rule.constructor.name];
    const style = [...(rule.style ?? [])].map((name) =>
      [...here, name, ...rule.style.getPropertyValue(name).match(WORDS) ?? [], rule.style.getPropertyPriority(name)].join(" "));
    return [...style, ...read(rule.cssRules ?? [], here)];
  });
  return read(sheet.cssRules, []);
}"""


def test_a_browser_reads_the_same(browser: Browser, root: Path) -> None:
    sheets = [
        *root.glob("templates/theme/*.css"),
        *root.glob("builder/blocks/*/*.css"),
        *root.glob("examples/*/*.css"),
    ]
    page = browser.new_page()
    for sheet in sheets:
        css = sheet.read_text("utf-8")
        read = page.evaluate(READ, css)
        assert read
        assert page.evaluate(READ, squeeze(css)) == read, sheet
    page.close()


def test_columns_stand_as_the_author_wrote_them(browser: Browser) -> None:
    made = course("| a | b | c | d |\n| - | :- | :-: | -: |\n| e | f | g | h |\n")
    html = render(made, lock.assign(made)[0]).document.html(None)
    page = browser.new_page()
    page.set_content(html.replace("</head>", f"<style>{stylesheet(made, made.modules)}</style></head>"))
    for number, way in enumerate(["start", "start", "center", "end"]):
        for kind in ("th", "td"):
            expect(page.locator(kind).nth(number)).to_have_css("text-align", way)
    page.close()


def test_the_course_stylesheet_comes_last_and_whole() -> None:
    files = {"course.yaml": f"{COURSE}theme: {{stylesheet: our.css}}\n", MODULE: FRONT + "Text.\n"}
    files["our.css"] = '.page::before { content: "one  two" }\n'
    made, findings = parse(Source.of(files))
    assert findings == []
    assert made is not None
    assert stylesheet(made, made.modules).endswith('.page:before{content:"one  two"}\n')
    assert "--accent:#00636b;" in stylesheet(made, made.modules)


def test_the_stylesheet_needs_nothing_from_elsewhere() -> None:
    made = course("Text.\n")
    css = stylesheet(made, made.modules)
    assert "@import" not in css
    assert "//" not in css.replace("http://www.w3.org/2000/svg", "")


def test_a_package_has_the_styles_of_its_own_blocks_and_no_others() -> None:
    made = course(":::{account} a\n:form: nmc\n:::\n")
    css = stylesheet(made, made.modules)
    assert ".account-note" in css
    assert ".reflection-place" in css  # an account is dressed as a reflection
    assert ".poster" not in css
