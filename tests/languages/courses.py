"""Texts of a course -> its packages, in the language that a test asks for; and a browser that it is open in."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Mapping

from blocks.conftest import API, HOST
from blocks.course import FILES, TYPES, example, package_of
from lms.courses import SMALL
from playwright.sync_api import BrowserContext, Page, Route

from builder import lock
from builder.model import Source
from builder.parse import parse
from builder.render import render

Texts = Mapping[str, str | bytes]
WITH_ID = re.compile(r":::\{(question|true-false|sort|reflection|recall|account)\} ([a-z0-9-]+)")


def in_language(language: str, strings: str = "", texts: Texts = SMALL) -> dict[str, str | bytes]:
    """The course with another `language:`, and with words of its own."""
    settings = str(texts["course.yaml"]).replace("language: en-GB", f"language: {language}")
    assert f"language: {language}" in settings
    own = {f"strings/{language}.yaml": strings} if strings else {}
    return {**texts, "course.yaml": settings, **own}


def every_block() -> dict[str, str | bytes]:
    """The small course, and every block type in every state that an author can write, a module each; ids begin with
    the type, for those of one course must differ."""
    texts: dict[str, str | bytes] = dict(SMALL)
    names = [f"all-{kind}" for kind in TYPES]
    settings = SMALL["course.yaml"].replace("more-steps,", f"more-steps, {', '.join(names)},")
    texts["course.yaml"] = f"{settings}contact: {{name: Ann, email: ann@example.org}}\n"
    for kind, name in zip(TYPES, names, strict=True):
        body = example(kind)
        body = WITH_ID.sub(rf":::{{\1}} {kind}-\2", body)
        texts[f"modules/{name}/module.md"] = f"---\ntitle: All of {kind}\nminutes: 70\n---\n\n{body}"
        for path in FILES.iterdir():
            text = path.suffix in (".svg", ".vtt", ".md")
            texts[f"modules/{name}/{path.name}"] = path.read_text("utf-8") if text else path.read_bytes()
    return texts


def packed(texts: Texts, target: str = "scorm12", lock_text: str = "") -> dict[str, bytes]:
    """The files of the course's package. `lock_text`: the course.lock to go on from."""
    course, findings = parse(Source.of({**texts, **({"course.lock": lock_text} if lock_text else {})}))
    assert course is not None, findings
    assert not findings
    numbers, _, _ = lock.assign(course)
    return package_of(render(course, numbers), target)


def opened(context: BrowserContext, files: Mapping[str, bytes], script: str = "") -> Page:
    """The course in a tab, in a learning system that takes everything; the outside world is not there."""

    def serve(route: Route) -> None:
        name = route.request.url.partition("#")[0].removeprefix(HOST) or "index.html"
        if name in files:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            route.fulfill(body=files[name], content_type=f"{kind}; charset=utf-8")
        else:
            route.fulfill(status=404)

    context.route("**/*", serve)
    context.add_init_script(API)
    if script:
        context.add_init_script(script)
    page = context.new_page()
    page.goto(HOST)
    page.locator("#save-state:not(:empty)").wait_for()
    return page
