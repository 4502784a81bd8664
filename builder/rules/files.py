"""Family F: files of the course folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.drawings import by_name
from builder.findings import Finding
from builder.links import goal
from builder.media import image_size
from builder.model import Spot
from builder.parse import course_tree
from builder.reading import near
from builder.rules import Look, reported, rule
from builder.rules.access import every_mention
from builder.svg import SvgError, parse_svg

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}
HEAVY = 200_000  # bytes


@reported("F101", "error")
def link_outside() -> None:
    """
    What it finds: a link (symlink) in the course folder that leads out of it.

    Why it matters: a package may hold only what belongs to the course.

    Wrong: `images/logo.svg` linked to a file in another folder

    Right: the file itself, copied
    """


@reported("F102", "error")
def not_utf8() -> None:
    """
    What it finds: a text file that is not saved in UTF-8.

    Why it matters: letters with accents, quotes and dashes would come out wrong.

    Wrong: saved as “Windows-1252” or “ANSI”

    Right: saved as “UTF-8”
    """


@reported("F103", "error")
def text_too_large() -> None:
    """
    What it finds: a text file of more than 4 MB.

    Why it matters: no module is that long; it is probably another kind of file.

    Wrong: a database export saved as module.md

    Right: a module of a few pages
    """


@reported("F104", "error")
def file_missing() -> None:
    """
    What it finds: a file that a page, a block or course.yaml names and that is not in the course folder.

    Why it matters: learners would see a gap.

    Wrong: `![The window](windwo.svg)`

    Right: `![The window](window.svg)`
    """


@reported("F105", "error")
def file_outside() -> None:
    """
    What it finds: a file name that leads out of the course folder.

    Why it matters: a package may hold only what belongs to the course.

    Wrong: `![Logo](../../../pictures/logo.png)`

    Right: the file copied to `images/logo.png` and named `/images/logo.png`
    """


def pictures(look: Look) -> Iterator[tuple[str, Spot]]:
    """Every image file that the course uses, and where it is named."""
    for module, _, each in every_mention(look, "image"):
        found = goal(look.course, module, each.target)
        if found is not None and found.kind == "file":
            yield found.target, each.spot
    for _, _, block in look.course.blocks():
        for use in block.files():
            if PurePosixPath(use.path).suffix.lower() in PICTURES:
                yield use.path, use.spot
    logo = look.course.settings.theme.logo
    if logo and logo in look.course.source.files:
        yield logo, course_tree(look.course.source).spot(("theme", "logo"))
    for path in by_name(look.course):
        yield path, Spot(path)


@rule("F106", "error")
def picture_unreadable(look: Look) -> Iterator[Finding]:
    """
    What it finds: an image that cannot be read, is of a kind that browsers do not show, or is far too large.

    Why it matters: learners would see a gap. Drawings may not have entities: they can be used to attack a reader.

    Wrong: a TIFF file, or a Word document renamed to .png

    Right: an SVG, PNG, JPEG, GIF or WebP file
    """
    seen = set()
    for path, spot in pictures(look):
        file = look.course.source.get(path)
        if path in seen or file is None:
            continue
        seen.add(path)
        suffix = PurePosixPath(path).suffix.lower()
        if suffix == ".svg":
            try:
                parse_svg(file.read())
            except SvgError as error:
                yield look.finding(
                    Spot(path, error.line),
                    f"{error.message}.",
                    "Save it again as plain SVG, without a document type.",
                )
        elif suffix not in PICTURES or image_size(file) is None:
            hint = "Save it as SVG, PNG, JPEG or WebP, at most 50 million pixels."
            yield look.finding(spot, f"“{path}” cannot be shown as an image.", hint)


@rule("F107", "warning", quality=True)
def picture_heavy(look: Look) -> Iterator[Finding]:
    """
    What it finds: an image of more than 200 kB.

    Why it matters: on a ward's network or a phone the page stays empty for seconds.

    Wrong: a photograph straight from the camera

    Right: the photograph at 1,600 pixels' width, as WebP or JPEG
    """
    seen = set()
    for path, spot in pictures(look):
        file = look.course.source.get(path)
        if path not in seen and file is not None and file.size > HEAVY:
            seen.add(path)
            hint = "Scale it to 1,600 pixels' width and save it as WebP or JPEG."
            if path.lower().endswith(".svg"):
                hint = "Draw it with fewer points, or save it as WebP."
            yield look.finding(spot, f"“{path}” has {file.size // 1000} kB.", hint)


@rule("F108", "error")
def theme_file(look: Look) -> Iterator[Finding]:
    """
    What it finds: a logo or a stylesheet named in `course.yaml` that is not in the course folder.

    Why it matters: the pages would look other than you expect.

    Wrong: `theme: {logo: images/lgo.svg}`

    Right: `theme: {logo: images/logo.svg}`
    """
    theme = look.course.settings.theme
    for name, path in (("logo", theme.logo), ("stylesheet", theme.stylesheet)):
        if path and path not in look.course.source.files:
            spot = course_tree(look.course.source).spot(("theme", name))
            yield look.finding(spot, f"There is no file “{path}”.", near(path, look.course.source, "."))


_ELSEWHERE = re.compile(r"@import\b|url\(\s*['\"]?(?!data:|#|['\"]?\s*\))", re.I)


@rule("F109", "error")
def stylesheet_loads(look: Look) -> Iterator[Finding]:
    """
    What it finds: a stylesheet of the theme that imports another or names a file or an address.

    Why it matters: a package has one stylesheet and may load nothing from elsewhere: a ward's network blocks it,
    and the other server would see every learner.

    Wrong: `@import "https://fonts.example/serif.css";`

    Right: the rules themselves, and fonts that every computer has
    """
    path = look.course.settings.theme.stylesheet
    file = look.course.source.get(path) if path else None
    for number, line in enumerate((file.text or "").split("\n") if file else [], start=1):
        match = _ELSEWHERE.search(line)
        if match:
            spot = Spot(str(path), number, match.start() + 1, len(match[0]))
            hint = "Write the rules into this file; a small picture can stand in it as url(data:…)."
            yield look.finding(spot, "The stylesheet loads something from elsewhere.", hint)
