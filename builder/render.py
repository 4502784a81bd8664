"""Course + numbers -> Site: the one HTML document of a SCO, its stylesheet and its media, as files in memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from markupsafe import Markup

from builder.blocks import Block, Place, folder_of
from builder.blocks.exercise import Exercise
from builder.course_data import course_data, named
from builder.document import Document, environment
from builder.drawings import cover_of, icon_of
from builder.icons import icon
from builder.languages import direction
from builder.links import goal, page_element
from builder.markdown import prose_of, to_html, to_inline
from builder.media import Media
from builder.minutes import minutes_of_course, minutes_of_pages
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
from builder.settings import ROLE
from builder.state_bound import state_bound
from builder.strings import Strings, strings_for
from builder.style import stylesheet


def render(course: Course, numbers: Numbers, module: Module | None = None) -> Site:
    """The course as one SCO, or one module of it as a SCO of its own."""
    return _Renderer(course, numbers, module).site()


def root_of(course: Course, module: Module | None) -> str:
    """The IRI of a SCO: the course's, or the module's below it."""
    return course.settings.id if module is None else f"{course.settings.id}/modules/{module.slug}"


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
        # One module alone asks for no role.
        self.roles = {} if module else course.settings.roles
        self.keys: dict[int, dict[int, dict[str, Any]]] = {}

    # ------------------------------------------------------------ what is tracked

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        found = []
        for module in self.modules:
            for page in module.pages:
                for block in self.blocks(module, page):
                    activity = self.activity(module, page, block)
                    found += [activity] if activity else []
        return tuple(found)

    def blocks(self, module: Module, page: Page) -> Sequence[Block]:
        """What of a page is in this package: a test alone knows of no role, and has no questions for one."""
        draws = module.assessment.draws if module.assessment else {}
        if self.module is None or ROLE not in draws:
            return page.blocks
        left_out = self.course.settings.roles.keys() - draws.keys()
        return [
            each
            for each in page.blocks
            if not (isinstance(each, Exercise) and each.tag and each.tag.value in left_out)
        ]

    def activity(self, module: Module, page: Page, block: Block) -> Activity | None:
        numbered = self.numbers.blocks.get(block.spot)
        if numbered is None:
            return None
        place = Place(
            f"{module.slug}/{self.name(block, numbered)}",
            self.numbers.modules[module.slug],
            self.numbers.pages[module.slug, page.id],
            module.assessment is not None,
            self.say,
        )
        return block.activity(numbered, place)

    @staticmethod
    def name(block: Block, numbered: Numbered | None) -> str:
        """The element id of a block: its own, or one made of its type and number."""
        return block.id or (f"{block.directive()}-{numbered.number}" if numbered else "")

    # ------------------------------------------------------------ HTML

    def page_html(self, module: Module, page: Page) -> Markup:
        return Markup("\n").join(self.block_html(module, page, block) for block in self.blocks(module, page))

    def block_html(self, module: Module, page: Page, block: Block) -> Markup:
        activity = self.activity(module, page, block)
        context = self.block_context(module, page, block, activity)
        name = folder_of(type(block)).name
        if activity is not None and activity.assessed and activity.kind != "note":
            key = self.environment.get_template(f"{name}-key.html").render(**context)
            self.keys.setdefault(activity.module, {})[activity.number] = {
                "correct": activity.correct,
                "pairs": activity.pairs,
                "html": key.strip(),
                **({"choices": named(activity)} if activity.typed else {}),
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
            "made": self.media.made,
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
            if not alt:
                return self.decoration(path)
            return Markup(self.media.drawing(path, {"role": "img", "aria-label": alt, "focusable": "false"}))
        size = self.media.size(path) or (0, 0)
        return Markup(
            '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy" decoding="async">'
        ).format(self.media.url(path), alt, *size)

    def decoration(self, path: str | None, **attributes: str) -> Markup:
        """A drawing that words beside it say already; nothing where there is none."""
        hidden = {"aria-hidden": "true", "focusable": "false"}
        return Markup(self.media.drawing(path, attributes | hidden) if path else "")

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
            self.numbers.highest_page,
            self.activities,
            [each.number for each in modules if each.assessment],
            [each.number for each in modules if each.assessment and each.assessment.draws],
        )
        logo = settings.theme.logo
        context = {
            "settings": settings,
            "subtitle": settings.subtitle if not self.module else settings.title,
            "modules": shown,
            "roles": [each for slug in self.roles for each in shown if each["slug"] == slug],
            "t": self.say,
            "icon": icon,
            "language": settings.language,
            "direction": direction(settings.language),
            "contact": settings.contact,
            "logo": self.media.url(logo) if logo else None,
            "logo_size": (self.media.size(logo) if logo else None) or (40, 40),
            "accreditation": settings.accreditation,
            "single": self.module is not None,
            "scene": self.decoration(cover_of(self.course, self.modules), **{"class": "scene"}),
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
            minutes=minutes_of_course(self.course) if self.module is None else self.module.settings.minutes,
            files=(File.of("style.css", stylesheet(self.course, self.modules)), *self.media.files()),
            state_bound=bound,
        )
        data = course_data(site, self.numbers, self.keys, self.strings.table)
        document = Document(self.environment, {**context, "site": site}, data)
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
            "role": self.roles.get(module.slug, ""),
            # twice, each with ids of its own: on the cover, and on the module's first page
            "sign": self.decoration(icon_of(module, self.course.source), **{"class": "sign"}),
            "opening": self.decoration(icon_of(module, self.course.source), **{"class": "sign"}),
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
            self.roles.get(module.slug, ""),
        )
