"""Family F, the drawings that are found by their names: icons of modules, and the cover's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from builder.drawings import COVER, ICON, by_name
from builder.findings import Finding
from builder.model import Spot
from builder.rules import Look, rule
from builder.rules.files import PICTURES, pictures
from builder.svg import SVG, SvgError, drawing_size, parse_svg

MOST = {"icon": 4_000, "cover": 20_000}  # bytes: an icon is in the page twice
SQUARE = {"icon": "0 0 24 24", "cover": "0 0 320 320"}
PAINTS = ("fill", "stroke", "color", "stop-color")
THEMED = re.compile(r"none|currentcolor|inherit|transparent|var\(|url\(|context-", re.I)


@rule("F110", "warning", quality=True)
def drawing_unfit(look: Look) -> Iterator[Finding]:
    """
    What it finds: an `icon.svg` or a `cover.svg` that is not square, has colours of its own, has words in it, or
    is heavy (4 kB for an icon, 20 kB for a cover).

    Why it matters: black strokes cannot be seen in the dark, nobody reads out the words of a decoration, and these
    drawings are in the page itself, which every learner waits for.

    Wrong: `<path fill="#000000" …>`

    Right: `<path fill="currentColor" …>`, or `var(--accent)`, in a drawing with `viewBox="0 0 24 24"`
    """
    for path in by_name(look.course):
        file = look.course.source.get(path)
        try:
            assert file is not None
            root = parse_svg(file.read())
        except SvgError:
            continue  # said by F106
        kind, size = PurePosixPath(path).stem, drawing_size(file.read())
        if size is None or size[0] != size[1]:
            message = f"This drawing is {size[0]} by {size[1]}." if size else "This drawing has no viewBox."
            yield look.finding(Spot(path), message, f'Draw it in a square, such as viewBox="{SQUARE[kind]}".')
        if file.size > MOST[kind]:
            hint = "Draw it with fewer points, and save it as plain SVG without the editor's own data."
            yield look.finding(Spot(path), f"“{path}” has {file.size / 1000:.1f} kB.", hint)
        for line, message, hint in _unfit(root):
            yield look.finding(Spot(path, line), message, hint)


def _unfit(root: Any) -> Iterator[tuple[int, str, str]]:
    """What cannot be seen or heard everywhere: line, sentence, remedy; one of a kind."""
    themed = "Use currentColor, var(--accent) or another colour of the theme: they follow light and dark."
    painted = [(each.sourceline, name, value) for each in root.iter() for name, value in _paints(each)]
    own = [(line, value) for line, _, value in painted if not THEMED.match(value)]
    words = [each.sourceline for each in root.iter(f"{{{SVG}}}text")]
    if own:
        yield own[0][0], f"The colour “{own[0][1]}” is the same in light and dark.", themed
    if not any(name == "fill" for _, name, _ in painted):
        yield root.sourceline, "Nothing says how to fill the shapes, so they are black.", themed
    if words:
        yield (
            words[0],
            "This drawing has words, and it is a decoration.",
            "Say them in the title or the text.",
        )


def _paints(element: Any) -> Iterator[tuple[str, str]]:
    """The colours that an element names, as attributes or in its style."""
    style = [each.split(":", 1) for each in (element.get("style") or "").split(";") if ":" in each]
    for name, value in [*element.attrib.items(), *style]:
        if name.strip() in PAINTS:
            yield name.strip(), value.strip()


@rule("F111", "warning", quality=True)
def drawing_unused(look: Look) -> Iterator[Finding]:
    """
    What it finds: a picture that is named like a module's icon or the course's cover, and is neither.

    Why it matters: only `icon.svg` beside `module.md` and `cover.svg` beside `course.yaml` are found by their names.

    Wrong: `modules/circles/icon.png`

    Right: `modules/circles/icon.svg`
    """
    used = {path for path, _ in pictures(look)}
    places = {f"modules/{each.slug}": ICON for each in look.course.modules} | {".": COVER}
    for path in sorted(look.course.source.files):
        here = PurePosixPath(path)
        wanted = places.get(str(here.parent), "")
        if path in used or here.suffix.lower() not in PICTURES:
            continue
        if wanted and here.stem.lower() == wanted.removesuffix(".svg"):
            hint = f"Make it a drawing with the name {wanted}, or give it another name."
            yield look.finding(Spot(path), f"“{path}” is not shown.", hint)
