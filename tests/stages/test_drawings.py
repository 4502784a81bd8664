"""Drawings found by their names -> in the page, each where it belongs, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from builder import lock
from builder.model import Site, Source
from builder.parse import parse
from builder.render import render

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor">'
ONE, TWO = f'{SQUARE}<path id="a" d="M1 1h9"/></svg>', f'{SQUARE}<path d="M2 2h9"/></svg>'
SCENE = f'{SQUARE}<circle cx="12" cy="12" r="11"/></svg>'
TEXTS: dict[str, str | bytes] = {
    "course.yaml": "id: https://example.org/courses/small\ntitle: Small\nversion: 1.0.0\nmodules: [one, two]\n",
    "modules/one/module.md": "---\ntitle: One\nminutes: 5\n---\n\nFirst.\n\n## More {#more}\n\nSecond.\n",
    "modules/two/module.md": "---\ntitle: Two\nminutes: 5\n---\n\nThird.\n",
}
ICONS: dict[str, str | bytes] = {"modules/one/icon.svg": ONE, "modules/two/icon.svg": TWO}


def made(more: Mapping[str, str | bytes], slug: str = "") -> Site:
    course, findings = parse(Source.of(TEXTS | dict(more)))
    assert course is not None
    assert findings == []
    numbers, _, _ = lock.assign(course)
    return render(course, numbers, next((each for each in course.modules if each.slug == slug), None))


def html(more: Mapping[str, str | bytes], slug: str = "") -> str:
    document: str = made(more, slug).document.html({})
    return document


def style(more: Mapping[str, str | bytes], slug: str = "") -> str:
    sheet = next(each for each in made(more, slug).files if each.path == "style.css")
    return (sheet.data or b"").decode()


def articles(document: str) -> dict[str, str]:
    """Each page's own HTML by its id."""
    return dict(re.findall(r'<article class="page[^"]*" id="([^"]+)"(.*?)</article>', document, re.S))


def test_a_module_has_its_icon_on_the_cover_and_on_its_first_page() -> None:
    pages = articles(html(ICONS))
    assert re.findall(r"M[12] \d?", pages["course--cover"]) == ["M1 1", "M2 2"]
    assert "M1 1h9" in pages["one--start"]
    assert "M2 2h9" in pages["two--start"]
    assert "sign" not in pages["one--more"]


def test_an_icon_is_silent_and_its_ids_are_its_own() -> None:
    document = html(ICONS)
    signs = re.findall(r'<svg[^>]*class="sign"[^>]*>', document)
    assert len(signs) == 4
    assert all('aria-hidden="true"' in each and "aria-label" not in each for each in signs)
    ids = re.findall(r'\bid="(d\d+-a)"', document)
    assert len(ids) == len(set(ids)) == 2


def test_titles_stay_in_line_where_one_module_has_no_icon() -> None:
    cover = articles(html({"modules/two/icon.svg": TWO}))["course--cover"]
    assert cover.count('class="sign"') == 2
    assert '<b>1</b><span class="sign"></span><span>One' in cover


def test_the_package_of_a_module_has_its_own_icon_only() -> None:
    alone = html(ICONS | {"cover.svg": SCENE}, "one")
    assert alone.count("M1 1h9") == 2
    assert "M2 2h9" not in alone
    assert 'class="scene"' not in alone


def test_the_cover_of_the_course_has_its_drawing() -> None:
    cover = articles(html({"cover.svg": SCENE}))["course--cover"]
    scene = re.search(r'<div class="circle drawn"><svg([^>]*)>', cover)
    assert scene is not None
    assert 'aria-hidden="true"' in scene[1]
    assert html({"cover.svg": SCENE}).count('class="scene"') == 1


def test_without_them_the_page_and_the_styles_know_nothing_of_them() -> None:
    assert not re.search(r"sign\"|scene|drawn", html({}))
    assert ".sign" not in style({})
    assert ".sign" in style(ICONS)
    assert ".sign" in style(ICONS, "two")
    assert ".sign" not in style({"modules/one/icon.svg": ONE}, "two")
    assert ".scene" not in style(ICONS)
    assert ".scene" in style({"cover.svg": SCENE})
    assert ".scene" not in style({"cover.svg": SCENE}, "one")


@pytest.fixture(params=[320, 768, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


def test_the_drawing_stands_around_the_circle(page: Page) -> None:
    files = ICONS | {"cover.svg": SCENE}
    head = f"<style>{style(files)}</style></head>"
    page.set_content(html(files).replace("</head>", head, 1))
    scene, ring = (page.locator(f".cover {each}").bounding_box() for each in (".scene", ".ring"))
    assert scene is not None
    assert ring is not None
    for at, size in (("x", "width"), ("y", "height")):
        assert scene[at] + scene[size] / 2 == pytest.approx(ring[at] + ring[size] / 2, abs=1)  # type: ignore[literal-required]
        assert ring[size] < 0.6 * scene[size]  # type: ignore[literal-required]
    assert scene["width"] == pytest.approx(scene["height"], abs=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
