"""Courses and states for the tests of the learner's state: strategies, and one large fixed course."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from builder.model import Activity, Choice

Json = dict[str, Any]
WHEN = 1_790_000_000_000
times = st.integers(1, 2**42 - 1)
KINDS = (
    "choice", "true-false", "matching", "sequencing", "fill-in", "numeric", "likert", "performance", "note",
)  # fmt: skip
PAIRED = ("matching", "sequencing", "performance")
TYPED = ("fill-in", "numeric")


def activity(number: int, kind: str = "choice", options: int = 4, **more: Any) -> Json:
    """An activity as the player gets it; more than one right option when `right` says so."""
    groups = more.pop("groups", 0)
    right = more.pop("right", 1)
    return {
        "number": number,
        "revision": 1,
        "id": f"m/a{number}",
        "kind": kind,
        "title": "",
        "page": 1,
        "module": 1,
        "points": 1,
        "multiple": right > 1,
        "assessed": False,
        "required": True,
        "choices": [{"number": each, "id": f"o{each}", "text": ""} for each in range(1, options + 1)],
        "targets": [{"number": each, "id": f"t{each}", "text": ""} for each in range(1, groups + 1)],
        "correct": list(range(1, right + 1)) if kind in ("choice", "true-false", *TYPED) else [],
        "pairs": [[each, (each - 1) % groups + 1] for each in range(1, options + 1)] if groups else [],
    } | more


def module(number: int, pages: list[int], **assessment: Any) -> Json:
    terms: Json = {"passMark": 80, "attempts": 3, "shuffle": False, "showAnswers": "after-pass", "draw": {}}
    terms |= assessment
    return {
        "number": number,
        "slug": f"m{number}",
        "title": "",
        "minutes": 10,
        "pages": pages,
        "assessment": terms if assessment else None,
    }


def page(number: int, module: int = 1, required: list[int] | None = None, minutes: float = 2) -> Json:
    return {
        "number": number,
        "id": f"m{module}--p{number}",
        "title": "",
        "module": module,
        "minutes": minutes,
        "required": required or [],
    }


def course(modules: list[Json], pages: list[Json], activities: list[Json], **more: Any) -> Json:
    return {
        "format": 1,
        "id": "https://example.org/c",
        "root": "https://example.org/c",
        "title": "",
        "version": "1",
        "language": "en-GB",
        "single": False,
        "reflections": "learner",
        "navigation": "free",
        "completion": {"pages": 100, "assessment": None, "report": "passed"},
        "roles": [],
        "modules": modules,
        "pages": pages,
        "activities": activities,
        "heirs": {},
        "highestPage": max((each["number"] for each in pages), default=0),
        "highestActivity": max((each["number"] for each in activities), default=0),
        "stateBound": 0,
        "sealed": {},
        "strings": {},
        "target": None,
    } | more


def model(given: Json) -> list[Activity]:
    """A course's activities as the builder has them."""
    names = {"choices", "targets", "correct", "pairs"}
    return [
        Activity(
            **{key: value for key, value in each.items() if key not in names},
            choices=tuple(Choice(**option) for option in each["choices"]),
            targets=tuple(Choice(**option) for option in each["targets"]),
            correct=tuple(each["correct"]),
            pairs=tuple((a, b) for a, b in each["pairs"]),
        )
        for each in given["activities"]
    ]


def assessments(given: Json) -> list[int]:
    return [each["number"] for each in given["modules"] if each["assessment"]]


def drawing(given: Json) -> list[int]:
    return [each["number"] for each in given["modules"] if each["assessment"] and each["assessment"]["draw"]]


# ------------------------------------------------------------------ strategies


@st.composite
def courses(draw: st.DrawFn) -> Json:
    """Modules (some assessed), pages and activities of all kinds; numbers with gaps, as after edits."""
    modules = sorted(draw(st.sets(st.integers(1, 40), min_size=1, max_size=5)))
    assessed = draw(st.sets(st.sampled_from(modules)))
    pages = [page(each, draw(st.sampled_from(modules))) for each in sorted(draw(st.sets(st.integers(1, 90))))]
    activities = []
    for number in sorted(draw(st.sets(st.integers(1, 300), max_size=25))):
        own = draw(st.sampled_from(modules))
        kind = draw(st.sampled_from(["choice", "choice", *KINDS]))
        options = {"true-false": 2, "note": 0}.get(kind) or draw(st.integers(2, 9))
        groups = draw(st.integers(2, 6)) if kind in PAIRED else 0
        groups = options if kind == "sequencing" else groups
        activities.append(
            activity(
                number,
                kind,
                0 if kind == "note" else options,
                groups=groups,
                module=own,
                revision=draw(st.integers(1, 40)),
                assessed=own in assessed and kind not in ("note", "likert", "performance"),
            )
        )
    listed = [
        module(each, [], **({"draw": draw(st.sampled_from([{}, {"": 2}]))} if each in assessed else {}))
        for each in modules
    ]
    spare = draw(st.integers(0, 20))
    highest = max((each["number"] for each in pages), default=0) + spare
    roles = draw(st.just([]) | st.lists(st.sampled_from(modules), unique=True))
    return course(listed, pages, activities, highestPage=highest, roles=roles)


@st.composite
def answer_to(draw: st.DrawFn, each: Json, unmarked: bool = False) -> Json:
    """Any answer to an activity: of today's revision or one up to 12 older."""
    chosen, pairs, text = [], [], ""
    if each["kind"] in TYPED:
        text = " ".join(draw(st.text("aZ9é—\U0001f600 .", max_size=20)).split())
    elif each["kind"] in PAIRED:
        items = sorted(draw(st.sets(st.sampled_from([one["number"] for one in each["choices"]]))))
        targets = st.sampled_from([one["number"] for one in each["targets"]])
        pairs = [[item, draw(targets)] for item in items]
    else:
        chosen = sorted(draw(st.sets(st.sampled_from([one["number"] for one in each["choices"]]))))
    result = (
        "incorrect" if unmarked else draw(st.sampled_from(["correct", "partial", "incorrect", "neutral"]))
    )
    score = {"correct": 1, "incorrect": 0, "partial": 0.5, "neutral": 0}[result]
    sure = draw(st.integers(0, 3))
    revision = max(1, each["revision"] - draw(st.integers(0, 3)))
    return {
        "chosen": chosen,
        "pairs": pairs,
        "result": result,
        "score": score,
        "revision": revision,
        "tries": 0 if unmarked else draw(st.integers(1, 7)),
        **({"text": text} if text else {}),
        **({"sure": sure} if sure else {}),
    }


def some(draw: st.DrawFn, members: list[Json]) -> list[int]:
    """The numbers of some of them, ascending."""
    return [each["number"] for each in members if draw(st.booleans())]


@st.composite
def attempts_in(draw: st.DrawFn, members: list[Json], draws: bool) -> Json:
    open_ = draw(st.booleans())
    chosen = [each for each in members if draw(st.booleans())]
    return {
        "used": draw(st.integers(0, 255)),
        "best": draw(st.integers(0, 10_000).map(lambda n: n / 100)),
        "last": draw(st.integers(0, 10_000).map(lambda n: n / 100)),
        "passed": draw(st.booleans()),
        "open": open_,
        "seed": draw(st.integers(0, 65535)) if open_ else 0,
        "at": draw(times) if open_ else 0,
        "answers": [[each["number"], draw(answer_to(each, unmarked=open_))] for each in chosen],
        "drawn": some(draw, members) if draws else [],
        "seen": some(draw, members) if draws else [],
    }


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@st.composite
def states(draw: st.DrawFn, given: Json) -> Json:
    """Any state that a course's learner can be in."""
    practice = [each for each in given["activities"] if not each["assessed"] and each["kind"] != "note"]
    results = []
    for number in assessments(given):
        if draw(st.booleans()):
            members = [each for each in given["activities"] if each["assessed"] and each["module"] == number]
            results.append([number, draw(attempts_in(members, number in drawing(given)))])
    highest = given["highestPage"]
    done = sorted(draw(st.sets(st.integers(1, highest)))) if highest else []
    notes = [each["number"] for each in given["activities"] if each["kind"] == "note" and draw(st.booleans())]
    place = draw(st.sampled_from(["ask", "browser", "lms"]))  # without a time it is told to nobody
    role_at = draw(st.just(0) | times)
    return {
        "round": draw(st.sampled_from([0, 0, WHEN, WHEN + 1])),
        "done": done,
        "bookmark": draw(st.integers(0, max(1, highest))),
        "answers": [[each["number"], draw(answer_to(each))] for each in practice if draw(st.booleans())],
        "results": results,
        "notes": [[number, {"text": draw(texts), "at": draw(times)}] for number in notes],
        "place": place,
        "placeAt": 0 if place == "ask" else draw(times),
        "role": draw(st.integers(0, 40)) if role_at else 0,
        "roleAt": role_at,
        "seconds": draw(st.integers(0, 2**24 - 1)),
        "saved": draw(times),
        "finishedAt": draw(st.just(0) | times),
        "terminal": draw(st.sampled_from(["", "failed", "completed", "passed"])),
    }


courses_with_states = courses().flatmap(lambda given: st.tuples(st.just(given), states(given)))


# ------------------------------------------------------------------ the large course


def large() -> Json:
    """50 modules of 6 pages; 250 questions (150 of four options, 60 with several right of six, 40 sorts of 8 items in
    4 groups), ten of them a final test; 50 reflections."""
    modules, pages, activities = [], [], []
    for number in range(1, 51):
        own = list(range(6 * number - 5, 6 * number + 1))
        modules.append(module(number, own, **({"attempts": 3} if number == 50 else {})))
        pages += [page(each, number) for each in own]
        kinds = ["single", "single", "single", "multiple", "sort" if number <= 40 else "multiple", "note"]
        for kind in kinds:
            sort, note = kind == "sort", kind == "note"
            activities.append(
                activity(
                    len(activities) + 1,
                    "matching" if sort else "note" if note else "choice",
                    8 if sort else 0 if note else 6 if kind == "multiple" else 4,
                    groups=4 if sort else 0,
                    right=3 if kind == "multiple" else 1,
                    module=number,
                    assessed=number == 50 and not note,
                )
            )
    return course(modules, pages, activities)


def filled(given: Json, seed: int, text: str = "") -> Json:
    """A state of that course in which everything is done and answered, sorts partly right, every note written."""
    dice = random.Random(seed)
    answers: list[list[Any]] = []
    attempt: list[list[Any]] = []
    for each in given["activities"]:
        if each["kind"] == "note":
            continue
        sort = each["kind"] == "matching"
        numbers = [one["number"] for one in each["choices"]]
        size = dice.randint(2, 5) if each["multiple"] else 1
        answer = {
            "chosen": [] if sort else sorted(dice.sample(numbers, size)),
            "pairs": [[one, dice.randint(1, 4)] for one in numbers] if sort else [],
            "result": "partial" if sort else dice.choice(["correct", "incorrect"]),
            "revision": 1,
            "tries": dice.randint(1, 3),
            "score": 0.5,
        }
        answer["score"] = {"correct": 1, "incorrect": 0, "partial": 0.5}[str(answer["result"])]
        (attempt if each["assessed"] else answers).append([each["number"], answer])
    result = {
        "used": 3,
        "best": 76.67,
        "last": 76.67,
        "passed": False,
        "open": False,
        "seed": 0,
        "at": 0,
        "answers": attempt,
        "drawn": [],
        "seen": [],
    }
    notes = [each["number"] for each in given["activities"] if each["kind"] == "note"]
    return {
        "round": WHEN,
        "done": [each["number"] for each in given["pages"]],
        "bookmark": 300,
        "answers": answers,
        "results": [[50, result]],
        "place": "lms",
        "placeAt": WHEN,
        "role": 50,
        "roleAt": WHEN,
        "seconds": 40_000,
        "saved": WHEN + 9,
        "finishedAt": WHEN + 8,
        "terminal": "failed",
        "notes": [[number, {"text": text, "at": WHEN + index}] for index, number in enumerate(notes)]
        if text
        else [],
    }
