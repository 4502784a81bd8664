"""Theme + blocks' styles + the course's accent colour -> one small stylesheet."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence

from builder.blocks import block_types, folder_of
from builder.drawings import sheets
from builder.model import Course, Module
from builder.resources import resource

PAPER, DARK_PAPER, NIGHT = "#fbfaf7", "#14191b", "#0a1214"
ORDER = ["tokens", "base", "page", "map", "cards", "states", "print"]  # later ones win
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: text against its background

RGB = tuple[int, int, int]


def stylesheet(course: Course, modules: Sequence[Module]) -> str:
    """All styles of a SCO in one file: the theme, its blocks and drawings, the edition's colours, the author's own sheet last."""
    names = worn(modules)
    theme = sorted(resource("theme").glob("*.css"), key=lambda each: ORDER.index(each.stem))
    parts = [each.read_text("utf-8") for each in theme]
    for name, block in block_types().items():
        own = folder_of(block) / f"{folder_of(block).name}.css"
        if name in names and own.is_file():
            parts.append(own.read_text("utf-8"))
    parts += sheets(course, modules)
    parts.append(colours(course.settings.theme.accent))
    extra = course.settings.theme.stylesheet
    file = course.source.get(extra) if extra else None
    if file is not None and file.text is not None:
        parts.append(file.text)
    return squeeze("\n".join(parts))


def worn(modules: Sequence[Module]) -> set[str]:
    """The blocks of these modules by their directives, and those whose styles and words they use."""
    blocks = {type(block) for module in modules for page in module.pages for block in page.blocks}
    return {name for block in blocks for name in (block.directive(), *block.wears)}


def colours(accent: str) -> str:
    """The custom properties that follow from the accent, for light and dark, with worked-out tints."""
    dark = readable(accent, DARK_PAPER)
    light = _properties(accent, PAPER) + f"--night:{mix(accent, NIGHT, 0.26)};"
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{_properties(dark, DARK_PAPER)}}}}}"


def _properties(accent: str, paper: str) -> str:
    values = {
        "accent": accent,
        "accent-ink": max(("#ffffff", "#0b1214"), key=lambda each: contrast(each, accent)),
        "tint": mix(accent, paper, 0.08),
        "tint-strong": mix(accent, paper, 0.18),
    }
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _rgb(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, into: str, share: float) -> str:
    """`share` of the one colour in the other, as #rrggbb."""
    mixed = (round(a * share + b * (1 - share)) for a, b in zip(_rgb(colour), _rgb(into), strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        linear = [
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
            for v in (c / 255 for c in _rgb(colour))
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, paper: str) -> str:
    """The colour's own hue, as light as text on a dark paper and its tints needs it: clear, never greyed."""
    hue, _, saturation = colorsys.rgb_to_hls(*(each / 255 for each in _rgb(colour)))
    lightness = 0.63
    while True:
        made = colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.55))
        shown = "#" + "".join(f"{round(each * 255):02x}" for each in made)
        if lightness >= 1 or contrast(shown, mix(shown, paper, 0.18)) >= ENOUGH + 0.1:
            return shown
        lightness = min(1.0, lightness + 0.02)


# What is never looked into, and so stands aside as a number: comments, strings, addresses without quotes, escapes.
_ASIDE = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?<![\w-])url\(\s*(?:[^\s"'()\\]|\\.)+\s*\)|\\(?:[0-9a-f]{1,6}\s?|.)|[\x01-\x03]""",
    re.S | re.I,
)
_RULE = r"(?:(?<=[{}])|^)([^{};@]*[^{};@:])\{"  # its selector, where nothing else can end there


def squeeze(css: str) -> str:
    """CSS without the characters that change nothing. It holds for any style sheet: authors' own pass through it.

    So no rule changes its place, and `0px` stays, which `calc` and `flex` may need.
    """
    aside: dict[str, int] = {}

    def put(found: re.Match[str]) -> str:
        if found["comment"]:
            return "\x01"
        mark = "\x02" if found["string"] else "\x03"
        return f"{mark}{aside.setdefault(found[0], len(aside))}{mark}"

    css = _without_comments(_ASIDE.sub(put, css))
    css = re.sub(r"(?<!:) ?([{};,>~!]) ?", r"\1", re.sub(r"\s+", " ", css))  # `--x: ;` is a value
    css = re.sub(r"(?<!:) (?=[)\]])|(?<=[(\[]) ", "", css).strip()
    css = re.sub(r"([^{};]*)([{};]|$)", lambda part: _tight(part[1], part[2]) + part[2], css)
    css = _joined(re.sub(r";+\}", "}", css))
    texts = list(aside)
    return re.sub(r"[\x02\x03](\d+)[\x02\x03]", lambda found: texts[int(found[1])], css) + "\n"


def _without_comments(css: str) -> str:
    """A comment may be all that stands between two words, as in `1px/**/2px`; else nothing takes its place."""
    css = re.sub(r"[\s\x01]+", lambda gap: " " if gap[0].strip("\x01") else "\x01", css)
    return re.sub(r"(?<=[{};:,>(])\x01|\x01(?=[{};:,>)])|^\x01|\x01$", "", css).replace("\x01", "/**/")


def _tight(text: str, end: str) -> str:
    """A selector, a condition or a declaration. A space before a colon counts (`a :hover`), around + too (`calc`)."""
    if text.startswith("@"):
        return re.sub(r"(\([\w-]+:) ", r"\1", text)
    if end == "{":
        text = re.sub(r" ?\+ ?", "+", text)
        return re.sub(r"::(?=(before|after|first-line|first-letter)(?![\w\x03-]))", ":", text)
    name, colon, value = text.partition(":")
    if value.isspace():
        return text
    value = re.sub(r"#(\w)\1(\w)\2(\w)\3(?:(\w)\4)?(?=[\s,)!/]|$)", r"#\1\2\3\4", value.strip())
    return name.rstrip() + colon + re.sub(r" ?(\x02\d+\x02) ?| (?=#)|(?<=\)) (?=[\w#])", r"\1", value)


def _joined(css: str) -> str:
    """Without empty rules; neighbours of the same selector or the same condition become one."""
    while True:
        less = re.sub(_RULE + r"\}", "", re.sub(r"@media[^{};]*\{\}", "", css))
        less = re.sub(_RULE + r"([^{}]+)\}\1\{", r"\1{\2;", less)
        less = re.sub(r"(@media[^{};]+)\{((?:[^{}]*\{[^{}]*\})*)\}\1\{", r"\1{\2", less)
        if less == css:
            return css
        css = less
