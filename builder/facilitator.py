"""Course + Guides -> facilitator.html: one page for the people who lead sessions, beside the packages and in none.

The page speaks English, as handover.html does; what authors wrote stays in the course's language and is marked so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from builder.document import environment
from builder.guide import lead
from builder.languages import direction
from builder.markdown import inline_of, to_html, to_inline
from builder.model import Course, Guide, Module, Site, Spot
from builder.resources import resource
from builder.strings import Strings, strings_for
from builder.style import colours, squeeze

NAME = "facilitator.html"
OURS = "en-GB"  # the language of the page's own words
_MANY = (
    "text.table",
    "text.code",
)  # of these a module's notes may have several, and each wants a name of its own


def guided(course: Course, sites: Sequence[Site]) -> list[tuple[int, Module, Guide]]:
    """The modules in these sites that have notes, in the course's order, each with its place in the course."""
    built = {each.slug for site in sites for each in site.modules}
    guides = {each.slug: each for each in course.guides}
    return [
        (place, module, guides[module.slug])
        for place, module in enumerate(course.modules, 1)
        if module.slug in built and module.slug in guides
    ]


def facilitator(course: Course, modules: Sequence[tuple[int, Module, Guide]]) -> str:
    """The notes of these modules."""
    settings = course.settings
    strings = strings_for(settings.language, course.source)
    tokens = (resource("theme") / "tokens.css").read_text("utf-8")
    there = frozenset(module.slug for _, module, _ in modules)
    shown = [
        _shown(place, guide, _Around(course, module, strings, there)) for place, module, guide in modules
    ]
    language = settings.language
    tongue = (
        Markup("")
        if language == OURS
        else Markup(' lang="{}" dir="{}"').format(language, direction(language))
    )
    return (
        environment()
        .get_template(NAME)
        .render(
            settings=settings,
            modules=shown,
            tongue=tongue,
            tokens=Markup(squeeze(tokens + colours(settings.theme.accent))),
        )
        + "\n"
    )


def _shown(place: int, guide: Guide, around: _Around) -> dict[str, Any]:
    """A module's notes as the template has them."""

    def line(text: str) -> Markup:
        return Markup(to_inline(inline_of(text, guide.spot), around))

    facts = guide.settings
    return {
        "place": place,
        "slug": guide.slug,
        "title": around.module.title,
        "outcomes": around.module.settings.outcomes,
        "kind": line(facts.kind),
        "minutes": facts.minutes,
        "group": line(facts.group),
        "needs": [line(each) for each in facts.needs],
        "html": Markup(to_html(guide.body, around, lower=1)),
    }


class _Around:
    """What the words of one module's notes need from their surroundings (markdown.Surroundings)."""

    def __init__(self, course: Course, module: Module, strings: Strings, there: frozenset[str]) -> None:
        self.course, self.module, self.strings, self.there = course, module, strings, there
        self.page_id = (
            f"{module.slug}--notes"  # two hyphens, as no slug has: footnotes of two modules are told apart
        )
        self.said: Counter[str] = Counter()

    def image(self, source: str, alt: str, spot: Spot) -> str:
        return str(escape(alt))  # a finding stops the build before: pictures do not go with this page

    def link(self, address: str, spot: Spot) -> dict[str, str]:
        found = lead(self.course, self.module, address)
        if found is None:
            return {}
        if found.kind == "web":
            outside = not found.target.startswith(("mailto:", "tel:"))
            return {"href": found.target} | ({"target": "_blank", "rel": "noopener"} if outside else {})
        slug = found.target.partition("--")[0]
        # of this module, or of one without notes here: what the words say is enough
        return {"href": f"#{slug}"} if slug in self.there and slug != self.module.slug else {}

    def label(self, key: str) -> str:
        """With the module's title where the name of a part of the page has to be the only one of its kind."""
        word = self.strings.say(key)
        if key in _MANY:
            self.said[key] += 1
            word += f" {self.said[key]}" if self.said[key] > 1 else ""
        return f"{word} ({self.module.title})" if key in (*_MANY, "text.footnotes") else word
