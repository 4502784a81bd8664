"""A rendered course -> the parts of its statements that are known before anyone learns: verbs and activities.

tincan writes them as the standard wants them (xAPI 1.0.3, Data 2.4); the adapter joins them with id, actor,
registration, time and result. Free text of learners is no part of any.
"""

from __future__ import annotations

import json
from typing import Any

from tincan import Activity as TincanActivity
from tincan import ActivityDefinition, InteractionComponent, Verb

from builder.model import Activity, Choice, Site, SiteModule, SitePage

VERBS = (
    "initialized",
    "experienced",
    "answered",
    "progressed",
    "passed",
    "failed",
    "completed",
    "suspended",
    "terminated",
)
_VERB = "http://adlnet.gov/expapi/verbs/"
_TYPE = "http://adlnet.gov/expapi/activities/"
# Where the definition lists an activity's choices (Data 2.4.4.1); a typed answer has none.
_COMPONENTS = {
    "choice": "choices",
    "sequencing": "choices",
    "matching": "source",
    "likert": "scale",
    "performance": "steps",
}
_NAME_LIMIT = 120  # characters of a question's name in a report; the whole of it is the description


def parts(site: Site) -> dict[str, Any]:
    """`verbs` by word, `root`, `pages` and `activities` (no notes) by number, and what every context has.

    `course` is the course's IRI: packages of single modules are grouped under it.
    """
    settings = site.course.settings
    slugs = {module.number: module.slug for module in site.modules}
    return {
        "verbs": {word: _plain(Verb(id=_VERB + word, display={"en": word})) for word in VERBS},
        "course": settings.id,
        "root": _plain(_root(site)),
        "pages": {page.number: _plain(_page(site, page, slugs[page.module])) for page in site.pages},
        "activities": {
            activity.number: _plain(_interaction(site, activity))
            for activity in site.activities
            if activity.kind != "note"
        },
        "language": settings.language,
        "revision": settings.version,
    }


def module_iri(site: Site, module: SiteModule | str) -> str:
    slug = module if isinstance(module, str) else module.slug
    return f"{site.course.settings.id.rstrip('/')}/modules/{slug}"


def _root(site: Site) -> TincanActivity:
    definition = ActivityDefinition(
        type=_TYPE + "course",
        name=_in(site, site.title),
        description=_in(site, site.description or site.title),
    )
    return TincanActivity(id=site.id, definition=definition)


def _page(site: Site, page: SitePage, slug: str) -> TincanActivity:
    iri = f"{module_iri(site, slug)}/pages/{page.id.removeprefix(f'{slug}--')}"
    return TincanActivity(
        id=iri, definition=ActivityDefinition(type=_TYPE + "lesson", name=_in(site, page.title))
    )


def _interaction(site: Site, activity: Activity) -> TincanActivity:
    """Without its key: the adapter adds that to the statement, once the learner has answered."""
    title = " ".join(activity.title.split())
    name = title if len(title) <= _NAME_LIMIT else title[: _NAME_LIMIT - 1].rstrip() + "…"
    fields: dict[str, Any] = {
        "type": _TYPE + "cmi.interaction",
        "name": _in(site, name),
        "description": _in(site, title),
        "interaction_type": activity.kind,
    }
    if activity.kind in _COMPONENTS:
        fields[_COMPONENTS[activity.kind]] = _components(site, activity.choices)
    if activity.kind == "matching":
        fields["target"] = _components(site, activity.targets)
    return TincanActivity(id=module_iri(site, activity.id), definition=ActivityDefinition(**fields))


def _components(site: Site, choices: tuple[Choice, ...]) -> list[InteractionComponent]:
    return [InteractionComponent(id=choice.id, description=_in(site, choice.text)) for choice in choices]


def _in(site: Site, text: str) -> dict[str, str]:
    return {site.course.settings.language: " ".join(text.split())}


def _plain(value: Any) -> Any:
    """As plain values: tincan's own types are no JSON."""
    return json.loads(value.to_json("1.0.3"))
