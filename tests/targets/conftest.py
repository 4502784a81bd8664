"""A small rendered course, made by hand: what the targets get from the stages before them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builder.model import (
    Activity,
    Choice,
    Course,
    File,
    Module,
    Site,
    SiteModule,
    SitePage,
    Source,
    Spot,
)
from builder.settings import CourseSettings, ModuleSettings

COURSE_ID = "https://example.org/courses/relationships-for-change"

COURSE_YAML = f"""id: {COURSE_ID}
title: "Don't wait: \\"Trust\\" & teams <now> – für alle"
version: 1.2.0
keywords: [restorative practice, trust & safety]
modules: [relational-window, final-check]
"""

SETTINGS: dict[str, Any] = {
    "id": COURSE_ID,
    "title": 'Don\'t wait: "Trust" & teams <now> – für alle',
    "version": "1.2.0",
    "description": "What trust does\nto teams.",
    "keywords": ("restorative practice", "trust & safety"),
    "modules": ("relational-window", "final-check"),
    "licence": "© Example & Co",
}

ACTIVITIES = (
    Activity(
        id="relational-window/q-rota", number=1, revision=1, kind="choice", title="Which of these is *with*?",
        module=3, page=1, multiple=True, correct=(1, 3),
        choices=(Choice(1, "ask", "Asking first"), Choice(2, "mail", "A mail"), Choice(3, "meet", "A meeting")),
    ),
    Activity(
        id="relational-window/q-true", number=2, revision=1, kind="true-false", title="Trust is slow.",
        module=3, page=1, correct=(2,), choices=(Choice(1, "true", "True"), Choice(2, "false", "False")),
    ),
    Activity(
        id="relational-window/panes", number=3, revision=1, kind="matching", title="Which pane is it?",
        module=3, page=2, choices=(Choice(1, "rota", "Here is the rota."), Choice(2, "how", "How shall we?")),
        targets=(Choice(1, "to", "TO"), Choice(2, "with", "WITH")), pairs=((1, 1), (2, 2)),
    ),
    Activity(
        id="relational-window/private", number=4, revision=1, kind="note", title="Think of one relationship.",
        module=3, page=2,
    ),
    Activity(
        id="final-check/q-end", number=5, revision=1, kind="choice", title="Which is right?", module=4, page=3,
        assessed=True, correct=(2,), choices=(Choice(1, "a", "This"), Choice(2, "b", "That")),
    ),
    Activity(
        id="relational-window/o-circle", number=6, revision=1, kind="sequencing", title="In which order?",
        module=3, page=2, choices=(Choice(1, "open", "Open"), Choice(2, "ask", "Ask"), Choice(3, "close", "Close")),
        targets=(Choice(1, "1", "1"), Choice(2, "2", "2"), Choice(3, "3", "3")), pairs=((1, 1), (2, 2), (3, 3)),
    ),
    Activity(
        id="relational-window/a-with", number=7, revision=1, kind="fill-in", title="What is it called?", module=3,
        page=2, correct=(1, 2), choices=(Choice(1, "o1", "relational"), Choice(2, "o2", "à deux, really")),
    ),
    Activity(
        id="relational-window/a-count", number=8, revision=1, kind="numeric", title="How many?", module=3, page=2,
        correct=(1,), choices=(Choice(1, "o1", "0.3"),), margin=0.1,
    ),
    Activity(
        id="relational-window/sc-safe", number=9, revision=1, kind="likert", title="How safe is it?", module=3, page=2,
        choices=(Choice(4, "never", "Never"), Choice(2, "often", "Often"), Choice(7, "always", "Always")),
    ),
    Activity(
        id="relational-window/s-desk", number=10, revision=1, kind="performance", title="At the desk", module=3,
        page=2, choices=(Choice(1, "desk", "At the desk"), Choice(2, "wall", "She shuts down")),
        targets=(Choice(1, "ask", "Ask"), Choice(2, "tell", "Tell"), Choice(3, "leave", "Leave")),
    ),
)  # fmt: skip


def make_site(**changes: Any) -> Site:
    """The course as one SCO."""
    settings = CourseSettings(**{**SETTINGS, **changes.pop("settings", {})})
    course = Course(settings, (), Source.of({"course.yaml": COURSE_YAML}))
    site = Site(
        id=settings.id,
        slug="relationships-for-change",
        title=settings.title,
        description=settings.description,
        course=course,
        module=None,
        modules=(
            SiteModule(3, "relational-window", "The relational window", 12, (1, 2)),
            SiteModule(4, "final-check", "Final check", 78, (3,)),
        ),
        pages=(
            SitePage(1, "relational-window--start", "The window", 3, 5, (1, 2)),
            SitePage(2, "relational-window--panes", "Four panes", 3, 7, (3,)),
            SitePage(3, "final-check--start", "Final check", 4, 78, (5,)),
        ),
        activities=ACTIVITIES,
        minutes=90,
        files=(File.of("style.css", "body {}"), File.of("media/window.png", b"png")),
        state_bound=120,
    )
    return replace(site, **changes)


def make_module_site() -> Site:
    """The first module as an SCO of its own."""
    site = make_site()
    module = Module("relational-window", Spot("modules/relational-window/module.md"), MODULE, ())
    return replace(
        site,
        id=f"{COURSE_ID}/modules/relational-window",
        slug="relational-window",
        title=module.title,
        module=module,
        modules=site.modules[:1],
        pages=site.pages[:2],
        activities=site.activities[:4],
        minutes=12,
    )


MODULE = ModuleSettings(title="The relational window", minutes=12)


@pytest.fixture
def site() -> Site:
    return make_site()


@pytest.fixture
def module_site() -> Site:
    return make_module_site()
