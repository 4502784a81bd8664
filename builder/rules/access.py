"""Family A: images, links and colours that everyone can perceive."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from builder.findings import Finding
from builder.links import goal
from builder.markdown import Mention, mentions
from builder.model import Module, Page
from builder.parse import course_tree
from builder.reading import near, resolve
from builder.rules import Look, rule
from builder.schema import CLOSE
from builder.style import ENOUGH, PAPER, contrast, mix

VAGUE = {"here", "click here", "click", "link", "this link", "more", "read more", "this", "yma"}


def every_mention(look: Look, kind: str) -> Iterator[tuple[Module, Page, Mention]]:
    """Links, images or headings in all words of the course."""
    for module, page, block in look.course.blocks():
        for prose in block.prose():
            for each in mentions(prose):
                if each.kind == kind:
                    yield module, page, each


@rule("A101", "error")
def image_without_alt(look: Look) -> Iterator[Finding]:
    """
    What it finds: an image without an alternative text.

    Why it matters: who cannot see the image gets nothing (WCAG 2.2, 1.1.1).

    Wrong: `![](window.svg)`

    Right: `![A window with four panes: to, for, not and with](window.svg)`
    """
    for _, _, each in every_mention(look, "image"):
        if not each.text.strip():
            column = max(1, each.spot.column - len(each.text) - len("![]("))
            spot = replace(each.spot, column=column, length=len(each.text) + len("![]"))
            yield look.finding(
                spot, "This image has no alternative text.", "Say between the [ ] what it shows."
            )


@rule("A102", "error")
def image_missing(look: Look) -> Iterator[Finding]:
    """
    What it finds: an image in the text whose file is not in the course folder.

    Why it matters: learners would see a gap.

    Wrong: `![The window](windwo.svg)`

    Right: `![The window](window.svg)`
    """
    for module, _, each in every_mention(look, "image"):
        found = goal(look.course, module, each.target)
        if found is not None and found.kind == "file":
            continue
        if each.target.startswith(("http:", "https:", "data:")):
            hint = "Save the image beside the module and name the file: a package may load nothing from elsewhere."
            yield look.finding(each.spot, "This image does not lie in the course folder.", hint)
            continue
        written = unquote(each.target)
        path = resolve(written, f"modules/{module.slug}")
        hint = near(path, look.course.source) if path else "Copy the file into the course folder."
        message = f"There is no image “{written}”." if written else "This image names no file."
        if path is None and written:
            message = f"“{written}” lies outside the course folder."
        yield look.finding(each.spot, message, hint)


@rule("A103", "error")
def link_nowhere(look: Look) -> Iterator[Finding]:
    """
    What it finds: a link to a page, an activity, a term or a file that the course does not have.

    Why it matters: it would lead nowhere.

    Wrong: `[four ways](#fuor-ways)`

    Right: `[four ways](#four-ways)`, or `[not this](../what-it-is/module.md#not-this)` in another module
    """
    for module, _, each in every_mention(look, "link"):
        if goal(look.course, module, each.target) is None:
            written = unquote(each.target)
            yield look.finding(each.spot, f"The link “{written}” leads nowhere.", _way(look, module, written))


def _way(look: Look, module: Module, written: str) -> str:
    """What the author of a link that leads nowhere probably meant."""
    own = [f"#{page.id}" for page in module.pages]
    others = [each for each in look.course.modules if each.slug != module.slug]
    known = own + [f"../{each.slug}/module.md" for each in others]
    known += [f"../{each.slug}/module.md#{page.id}" for each in others for page in each.pages]
    known += [f"#{term}" for _, _, block in look.course.blocks() for term in block.anchors()]
    close = difflib.get_close_matches(written, known, 1, CLOSE)
    if close:
        return f"Did you mean “{close[0]}”?"
    path = resolve(written, f"modules/{module.slug}")
    if path and "." in path and "module.md" not in path and not written.startswith("#"):
        return near(path, look.course.source, f"modules/{module.slug}")
    return (
        f"Pages of this module: {', '.join(own)}. Of another: ../slug/module.md#page. On the web: https://…"
    )


@rule("A104", "warning", quality=True)
def vague_link(look: Look) -> Iterator[Finding]:
    """
    What it finds: a link whose words say nothing without the sentence around it.

    Why it matters: people who listen to a page often go through its links alone (WCAG 2.2, 2.4.4).

    Wrong: `[here](https://www.england.nhs.uk/)`

    Right: `[NHS England](https://www.england.nhs.uk/)`
    """
    links = [each for _, _, each in every_mention(look, "link")]
    links += [each for guide in look.course.guides for each in mentions(guide.body) if each.kind == "link"]
    for each in links:
        if each.text.strip().lower() in VAGUE:
            column = max(1, each.spot.column - len(each.text) - len("]("))
            spot = replace(each.spot, column=column, length=len(each.text))
            message = f"The link's words “{each.text}” do not say where it leads."
            yield look.finding(spot, message, "Name the place.")


@rule("A105", "error")
def accent_contrast(look: Look) -> Iterator[Finding]:
    """
    What it finds: an accent colour in which text is hard to read.

    Why it matters: text wants a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3). The dark scheme is worked out from it.

    Wrong: `accent: "#7fd6d8"`

    Right: `accent: "#00636b"`
    """
    accent = look.course.settings.theme.accent
    ratio = contrast(accent, mix(accent, PAPER, 0.18))
    if ratio < ENOUGH:
        darker = accent
        while contrast(darker, mix(darker, PAPER, 0.18)) < ENOUGH:
            darker = mix(darker, "#000000", 0.95)
        spot = course_tree(look.course.source).spot(("theme", "accent"))
        message = f"Text in this colour has a contrast of {ratio:.1f} to 1; 4.5 is needed."
        yield look.finding(spot, message, f'A darker one that works: "{darker}".')
