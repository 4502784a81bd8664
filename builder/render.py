"""Course + numbers -> Site: the one HTML document of a SCO, its stylesheet and its media, as files in memory."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from builder.blocks import Block, Place, block_types, folder_of
from builder.icons import icon
from builder.links import goal, page_element
from builder.markdown import prose_of, to_html, to_inline
from builder.media import Media
from builder.minutes import minutes_of_pages
from builder.model import (
    Activity,
    Course,
    File,
    Module,
    Numbered,
    Numbers,
    Page,
    Site,
    SiteModule,
    SitePage,
    Spot,
)
from builder.resources import resource
from builder.state_bound import state_bound
from builder.strings import Strings, strings_for
from builder.style import stylesheet

RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}


def render(course: Course, numbers: Numbers, module: Module | None = None) -> Site:
    """The course as one SCO, or one module of it as a SCO of its own."""
    return _Renderer(course, numbers, module).site()


def root_of(course: Course, module: Module | None) -> str:
    """The IRI of a SCO: the course's, or the module's below it."""
    return course.settings.id if module is None else f"{course.settings.id}/modules/{module.slug}"


def environment() -> Environment:
    """Jinja2 as we use it everywhere: always escaping, never silent about a missing value."""
    blocks = [folder_of(each) for each in block_types().values()]
    loaders = [FileSystemLoader([resource("course.html").parent, *blocks, blocks[0].parent])]
    return Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Document:
    """index.html but for what the target's adapter needs to know."""

    environment: Environment
    context: Mapping[str, Any]
    data: Mapping[str, Any]

    def html(self, target_data: Any) -> str:
        """The finished document."""
        text = json.dumps({**self.data, "target": target_data}, ensure_ascii=False, separators=(",", ":"))
        for character in "<>&\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return self.environment.get_template("course.html").render(**self.context, data=Markup(text)) + "\n"


class _Around:
    """What the words of one page need from their surroundings (markdown.Surroundings)."""

    def __init__(self, renderer: _Renderer, module: Module, page_id: str) -> None:
        self.renderer, self.module, self.page_id = renderer, module, page_id

    def image(self, source: str, alt: str, spot: Spot) -> str:
        found = goal(self.renderer.course, self.module, source)
        return str(self.renderer.image(found.target if found else source, alt))

    def link(self, address: str, spot: Spot) -> dict[str, str]:
        found = goal(self.renderer.course, self.module, address)
        if found is None:
            return {"href": "#main"}
        if found.kind == "web":
            outside = not found.target.startswith(("mailto:", "tel:"))
            return {"href": found.target} | ({"target": "_blank", "rel": "noopener"} if outside else {})
        if found.kind == "file":
            return {"href": self.renderer.media.url(found.target), "download": ""}
        return {"href": f"#{found.target}"}

    def label(self, key: str) -> str:
        return self.renderer.strings.say(key)


class _Renderer:
    """One SCO being rendered."""

    def __init__(self, course: Course, numbers: Numbers, module: Module | None) -> None:
        self.course, self.numbers, self.module = course, numbers, module
        self.modules = (module,) if module else course.modules
        self.strings: Strings = strings_for(course.settings.language, course.source)
        self.media = Media(course.source)
        self.environment = environment()
        self.sealed: dict[str, dict[str, Any]] = {}

    # ------------------------------------------------------------ what is tracked

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        found = []
        for module in self.modules:
            for page in module.pages:
                for block in page.blocks:
                    activity = self.activity(module, page, block)
                    found += [activity] if activity else []
        return tuple(found)

    def activity(self, module: Module, page: Page, block: Block) -> Activity | None:
        numbered = self.numbers.blocks.get(block.spot)
        if numbered is None:
            return None
        place = Place(
            f"{module.slug}/{self.name(block, numbered)}",
            self.numbers.modules[module.slug],
            self.numbers.pages[module.slug, page.id],
            module.assessment is not None,
        )
        return block.activity(numbered, place)

    @staticmethod
    def name(block: Block, numbered: Numbered | None) -> str:
        """The element id of a block: its own, or one made of its type and number."""
        return block.id or (f"{block.directive()}-{numbered.number}" if numbered else "")

    # ------------------------------------------------------------ HTML

    def page_html(self, module: Module, page: Page) -> Markup:
        return Markup("\n").join(self.block_html(module, page, block) for block in page.blocks)

    def block_html(self, module: Module, page: Page, block: Block) -> Markup:
        activity = self.activity(module, page, block)
        context = self.block_context(module, page, block, activity)
        name = folder_of(type(block)).name
        if activity is not None and activity.assessed and activity.kind != "note":
            key = self.environment.get_template(f"{name}-key.html").render(**context)
            self.sealed.setdefault(str(activity.module), {})[str(activity.number)] = {
                "correct": activity.correct,
                "pairs": activity.pairs,
                "html": key.strip(),
            }
        return Markup(self.environment.get_template(f"{name}.html").render(**context))

    def block_context(
        self, module: Module, page: Page, block: Block, activity: Activity | None
    ) -> dict[str, Any]:
        around = _Around(self, module, page_element(module.slug, page.id))
        numbered = self.numbers.blocks.get(block.spot)
        return {
            "block": block,
            "activity": activity,
            "id": self.name(block, numbered),
            "number": numbered.number if numbered else 0,
            "assessed": bool(activity and activity.assessed),
            "t": self.say,
            "icon": icon,
            "md": lambda prose: Markup(to_html(prose, around)),
            "inline": lambda prose: Markup(to_inline(prose, around)),
            "url": self.media.url,
            "image": self.image,
            "course": self.course,
            "module": module,
            "page": page,
            "numbers": self.numbers,
            "source": self.course.source,
            **block.context(self.course),
        }

    def say(self, key: str, **values: object) -> str:
        return self.strings.say(key, **values)

    def image(self, path: str, alt: str) -> Markup:
        """The element for an image file of the course: a drawing inline, a picture by its address."""
        if path.lower().endswith(".svg"):
            attributes = (
                {"role": "img", "aria-label": alt, "focusable": "false"}
                if alt
                else {"aria-hidden": "true", "focusable": "false"}
            )
            return Markup(self.media.drawing(path, attributes))
        size = self.media.size(path) or (0, 0)
        return Markup(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">'
        ).format(self.media.url(path), alt, *size)

    # ------------------------------------------------------------ the whole

    def site(self) -> Site:
        settings = self.course.settings
        pages, modules, shown = [], [], []
        for module in self.modules:
            made, view = self.module_parts(module)
            pages += made
            modules.append(self.site_module(module, made))
            shown.append(view)
        title = self.module.title if self.module else settings.title
        bound = state_bound(
            self.numbers.highest_page, self.activities, [m.number for m in modules if m.assessment]
        )
        logo = settings.theme.logo
        context = {
            "settings": settings,
            "subtitle": settings.subtitle if not self.module else settings.title,
            "modules": shown,
            "t": self.say,
            "icon": icon,
            "language": settings.language,
            "direction": "rtl" if settings.language.split("-")[0] in RIGHT_TO_LEFT else "ltr",
            "contact": settings.contact,
            "logo": self.media.url(logo) if logo else None,
            "accreditation": settings.accreditation,
            "single": self.module is not None,
        }
        site = Site(
            id=root_of(self.course, self.module),
            slug=self.module.slug if self.module else "course",
            title=title,
            description=settings.description if not self.module else title,
            course=self.course,
            module=self.module,
            modules=tuple(modules),
            pages=tuple(pages),
            activities=self.activities,
            minutes=sum(each.minutes for each in modules),
            files=(File.of("style.css", stylesheet(self.course)), *self.media.files()),
            state_bound=bound,
        )
        document = Document(self.environment, {**context, "site": site}, self.data(site))
        object.__setattr__(site, "document", document)
        return site

    def module_parts(self, module: Module) -> tuple[list[SitePage], dict[str, Any]]:
        """The pages of a module as the player knows them and as the template shows them."""
        own = self.numbers.modules[module.slug]
        minutes = minutes_of_pages(module)
        made, shown = [], []
        for page in module.pages:
            identity = page_element(module.slug, page.id)
            number = self.numbers.pages[module.slug, page.id]
            required = tuple(
                each.number
                for each in self.activities
                if each.page == number and each.required and not each.assessed
            )
            made.append(SitePage(number, identity, page.title, own, minutes[page.id], required))
            around = _Around(self, module, identity)
            shown.append(
                {
                    "number": number,
                    "id": identity,
                    "title": page.title,
                    "minutes": minutes[page.id],
                    "first": page.first,
                    "last": page is module.pages[-1],
                    "html": self.page_html(module, page),
                    "footnotes": Markup(to_html(page.footnotes, around)) if page.footnotes else Markup(""),
                }
            )
        words = _Around(self, module, page_element(module.slug, "start"))
        assessment = module.assessment
        view = {
            "number": own,
            "slug": module.slug,
            "title": module.title,
            "minutes": module.settings.minutes,
            "outcomes": module.settings.outcomes,
            "sources": [self._loose(each, module, words) for each in module.settings.sources],
            "assessment": assessment,
            "when_failed": self._loose(assessment.when_failed, module, words) if assessment else Markup(""),
            "pages": shown,
        }
        return made, view

    @staticmethod
    def _loose(text: str, module: Module, around: _Around) -> Markup:
        """Markdown of a setting, without a paragraph around it."""
        return Markup(to_inline(prose_of(text, module.spot), around)) if text else Markup("")

    def site_module(self, module: Module, pages: Sequence[SitePage]) -> SiteModule:
        settings = module.settings
        numbers = tuple(each.number for each in pages)
        own = self.numbers.modules[module.slug]
        return SiteModule(
            own,
            module.slug,
            settings.title,
            settings.minutes,
            numbers,
            settings.outcomes,
            settings.assessment,
        )

    # ------------------------------------------------------------ what the player is told

    def data(self, site: Site) -> dict[str, Any]:
        """CourseData of templates/player/types.ts, but for `target`."""
        settings = self.course.settings
        pages = {"all": 100, "none": 0}.get(str(settings.completion.pages), settings.completion.pages)
        if self.module is not None:
            pages, decides = 100, self.numbers.modules[self.module.slug] if self.module.assessment else None
        else:
            name = settings.completion.assessment
            decides = self.numbers.modules[name] if name else None
        return {
            "format": 1,
            "id": settings.id,
            "root": site.id,
            "title": site.title,
            "version": settings.version,
            "language": settings.language,
            "single": self.module is not None,
            "reflections": settings.reflections,
            "navigation": settings.navigation,
            "completion": {"pages": pages, "assessment": decides, "report": settings.completion.report},
            "minutes": site.minutes,
            "modules": [self._module_data(each) for each in site.modules],
            "pages": [
                {
                    "number": each.number,
                    "id": each.id,
                    "title": each.title,
                    "module": each.module,
                    "minutes": each.minutes,
                    "required": list(each.required),
                }
                for each in site.pages
            ],
            "activities": [_activity_data(each) for each in site.activities],
            "highestPage": self.numbers.highest_page,
            "highestActivity": self.numbers.highest_activity,
            "stateBound": site.state_bound,
            "sealed": {module: _sealed(keys) for module, keys in self.sealed.items()},
            "strings": dict(self.strings.table),
        }

    @staticmethod
    def _module_data(module: SiteModule) -> dict[str, Any]:
        test = module.assessment
        return {
            "number": module.number,
            "slug": module.slug,
            "title": module.title,
            "minutes": module.minutes,
            "pages": list(module.pages),
            "assessment": test
            and {
                "passMark": test.pass_mark,
                "attempts": test.attempts,
                "shuffle": test.shuffle,
                "showAnswers": test.show_answers,
            },
        }


def _activity_data(activity: Activity) -> dict[str, Any]:
    """ActivityData; the key of an assessed one is in the module's seal only."""
    choices = [{"number": each.number, "id": each.id, "text": each.text} for each in activity.choices]
    targets = [{"number": each.number, "id": each.id, "text": each.text} for each in activity.targets]
    return {
        "number": activity.number,
        "revision": activity.revision,
        "id": activity.id,
        "kind": activity.kind,
        "title": activity.title,
        "page": activity.page,
        "module": activity.module,
        "points": activity.points,
        "multiple": activity.multiple,
        "choices": choices,
        "targets": targets,
        "correct": [] if activity.assessed else list(activity.correct),
        "pairs": [] if activity.assessed else [list(each) for each in activity.pairs],
        "assessed": activity.assessed,
        "required": activity.required,
    }


def _sealed(keys: Mapping[str, Any]) -> str:
    """Keys and feedback of a test, not to be read by looking at the page: raw deflate, base64."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = (
        packer.compress(json.dumps(keys, ensure_ascii=False, separators=(",", ":")).encode()) + packer.flush()
    )
    return base64.b64encode(data).decode()
