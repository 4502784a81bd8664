"""Site -> CourseData of templates/player/types.ts: what the player is told, but for the target's own part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from builder.asked import asked_for
from builder.model import Activity, Choice, Numbers, Site, SiteModule
from builder.word import word_parts

SEAL = 3  # as in templates/player/seal.ts: it leaves each block of 32 characters as it is, and quotes are rare after it
Keys = Mapping[int, Mapping[int, Mapping[str, Any]]]  # module -> activity -> correct, pairs, choices, html


def course_data(site: Site, numbers: Numbers, keys: Keys, strings: Mapping[str, str]) -> dict[str, Any]:
    """JSON-able. `keys` are those of assessments: they are sealed, and left out of the activities."""
    settings = site.course.settings
    return {
        "format": 1,
        "id": settings.id,
        "root": site.id,
        "title": site.title,
        "version": settings.version,
        "language": settings.language,
        "single": site.module is not None,
        "reflections": settings.reflections,
        "navigation": settings.navigation,
        "completion": _completion(site, numbers),
        "participatory": settings.cpd.participatory_minutes if site.module is None else 0,
        "modules": [_module(each) for each in site.modules],
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
        "activities": [_activity(each) for each in site.activities],
        "roles": [each.number for each in site.modules if each.role],
        "heirs": _heirs(site, numbers),
        "highestPage": numbers.highest_page,
        "highestActivity": numbers.highest_activity,
        "stateBound": site.state_bound,
        # Last, and the largest at the very end: what is alike packs well as long as it stands close together.
        "strings": asked_for(strings, [site.module] if site.module else site.course.modules),
        "document": word_parts(settings.language),
        "sealed": {str(module): _sealed(each) for module, each in keys.items()},
    }


def _heirs(site: Site, numbers: Numbers) -> dict[str, int]:
    """Where a learner comes back to who left at a page that is gone."""
    own = {each.number for each in site.pages}
    return {str(gone): heir for gone, heir in numbers.heirs.items() if heir in own}


def _completion(site: Site, numbers: Numbers) -> dict[str, Any]:
    """Pages in per cent, and the number of the module whose test decides."""
    completion = site.course.settings.completion
    if site.module is not None:
        own = numbers.modules[site.module.slug] if site.module.assessment else None
        return {"pages": 100, "assessment": own, "report": completion.report}
    pages = {"all": 100, "none": 0}.get(str(completion.pages), completion.pages)
    decides = numbers.modules[completion.assessment] if completion.assessment else None
    return {"pages": pages, "assessment": decides, "report": completion.report}


def _module(module: SiteModule) -> dict[str, Any]:
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
            "draw": dict(test.draws),
        },
    }


def _activity(activity: Activity) -> dict[str, Any]:
    """ActivityData; the key of an assessed one is in the module's seal only, an exercise's title in its card only."""
    exercise = activity.points and activity.kind not in ("likert", "performance", "note")
    extras = {"margin": activity.margin, "whole": activity.whole, "sure": activity.sure, "tag": activity.tag}
    return {
        "number": activity.number,
        "revision": activity.revision,
        "id": activity.id,
        "kind": activity.kind,
        **({} if exercise else {"title": activity.title}),
        "page": activity.page,
        "module": activity.module,
        "points": activity.points,
        "multiple": activity.multiple,
        "choices": [] if activity.assessed and activity.typed else named(activity),
        "targets": _named(activity.targets, activity.kind in ("matching", "sequencing")),
        "correct": [] if activity.assessed else list(activity.correct),
        "pairs": [] if activity.assessed else [list(each) for each in activity.pairs],
        "assessed": activity.assessed,
        "required": activity.required,
        **{name: value for name, value in extras.items() if value},
    }


def named(activity: Activity) -> list[dict[str, Any]]:
    """The ChoiceData of its choices; with their texts where the script asks for them: else they are in the page."""
    return _named(activity.choices, activity.typed or activity.kind == "note")


def _named(choices: Sequence[Choice], texts: bool) -> list[dict[str, Any]]:
    text = [{"text": each.text} if texts else {} for each in choices]
    return [{"number": each.number, "id": each.id, **more} for each, more in zip(choices, text, strict=True)]


def _sealed(keys: Mapping[int, Mapping[str, Any]]) -> str:
    """Keys and feedback of a test, not to be read by looking at the page or its source.

    Every character is another one, always the same: so the page deflates in its package as if it were plain words,
    and no letter of any script becomes one that JSON or HTML would have to escape or refuse.
    """
    text = json.dumps(keys, ensure_ascii=False, separators=(",", ":"))
    return "".join(chr(ord(each) ^ SEAL) for each in text)
