"""A course folder -> findings, or packages in `dist/`: the stages, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder import lock, lock_file
from builder.answer_key import NAME as KEY
from builder.answer_key import answer_key
from builder.check import check
from builder.facilitator import NAME as NOTES
from builder.facilitator import facilitator, guided
from builder.findings import Finding, has_errors, in_order
from builder.handover import handover
from builder.load import load
from builder.model import Course, Module, Numbers, Site, Source, Spot
from builder.package import Outbox, Packed, package_name
from builder.parse import parse
from builder.render import render
from builder.rules import problem
from builder.targets import targets as known_targets
from builder.targets.lint import lint

MOST_STATE = 4096  # characters of suspend data: TRACKING, "What fits"


@dataclass(frozen=True)
class Request:
    """What is asked of one build. Empty `targets`, `modules` or `package`: as course.yaml says."""

    folder: Path
    out: Path | None = None
    targets: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    package: str = ""
    strict: bool = False
    locked: bool = False


@dataclass(frozen=True)
class Checked:
    """A course that was read and checked. `numbers` is None when it could not be numbered."""

    source: Source
    course: Course | None
    numbers: Numbers | None
    lock_text: str
    findings: list[Finding]


@dataclass
class Built:
    """What a build did. `packed` is empty when there was an error. `with_notes`: facilitator.html was made."""

    source: Source
    findings: list[Finding]
    packed: list[tuple[Packed, Site]] = field(default_factory=list)
    lock_changed: bool = False
    with_notes: bool = False
    failed: bool = False


def read(request: Request) -> Checked:
    """load -> parse -> number -> check: all findings at once."""
    source, findings = load(request.folder)
    if not source.files:
        return Checked(source, None, None, "", findings)
    course, wrong = parse(source)
    findings += wrong
    if course is None:
        return Checked(source, None, None, "", in_order(findings))
    numbers, text, about_lock = lock.assign(course)
    whole = not has_errors(findings)
    # what is missing because it could not be read is not "gone"
    findings += [each for each in about_lock if whole or each.severity == "error"]
    findings += check(course, numbers, wanted_targets(request, course))
    findings += _narrowing(request, course)
    old = source.get(lock_file.NAME)
    if request.locked and not has_errors(findings) and (old is None or old.text != text):
        hint = "Run build without --locked and commit course.lock."
        findings.append(problem("L105", Spot(lock_file.NAME), "course.lock is not up to date.", hint))
    return Checked(source, course, numbers, text, in_order(findings))


def wanted_targets(request: Request, course: Course) -> tuple[str, ...]:
    return request.targets or course.settings.targets


def _narrowing(request: Request, course: Course) -> Iterator[Finding]:
    """Targets and modules that were asked for and do not exist."""
    from builder.parse import course_tree
    from builder.schema import guess

    known = list(known_targets())
    for index, name in enumerate(course.settings.targets):
        if name not in known:
            spot = course_tree(course.source).spot(("targets", index))
            yield problem("T005", spot, f"There is no target “{name}”.", guess(name, known))
    slugs = [each.slug for each in course.modules]
    for name in request.modules:
        if name not in slugs:
            yield problem("S101", Spot("course.yaml"), f"There is no module “{name}”.", guess(name, slugs))


def build(request: Request, progress: Callable[[str], None] = lambda _: None) -> Built:
    """The whole way. With an error nothing in `dist/` and nothing in course.lock changes."""
    checked = read(request)
    result = Built(checked.source, checked.findings)
    if checked.course is None or checked.numbers is None or _stops(checked.findings, request):
        result.failed = True
        return result
    course, numbers = checked.course, checked.numbers
    out = request.out or request.folder / "dist"
    with Outbox(out) as outbox:
        for module in _scos(request, course):
            progress(f"Rendering {module.title if module else course.settings.title}")
            site = render(course, numbers, module)
            result.findings += _room(site)
            for name in wanted_targets(request, course):
                target = known_targets()[name]
                files = target.files(site, site.document.html(target.data(site)))
                result.findings += lint(site, files)
                if _stops(result.findings, request):
                    continue  # nothing will be delivered; the rest is still looked at
                progress(f"Packing {name}")
                packed = outbox.add(
                    package_name(course, dict(numbers.modules), module, name), name, module, files
                )
                result.packed.append((packed, site))
        result.findings = in_order(result.findings)
        if _stops(result.findings, request):
            result.packed, result.failed = [], True
            return result
        sites = list({site.id: site for _, site in result.packed}.values())
        modules = guided(course, sites)
        result.with_notes = bool(modules)
        outbox.page("handover.html", handover(course, result.packed, result.with_notes))
        outbox.page(KEY, answer_key(sites))
        if modules:
            outbox.page(NOTES, facilitator(course, modules))
        outbox.deliver()
    result.lock_changed = lock_file.write_lock(request.folder, checked.lock_text)
    return result


def _stops(findings: Sequence[Finding], request: Request) -> bool:
    return has_errors(findings) or (request.strict and bool(findings))


def _scos(request: Request, course: Course) -> list[Module | None]:
    """The SCOs to build: the course (None) or modules. Naming modules means a package for each."""
    if request.modules:
        return [each for each in course.modules if each.slug in request.modules]
    if (request.package or course.settings.package) == "modules":
        return list(course.modules)
    return [None]


def _room(site: Site) -> Iterator[Finding]:
    if site.state_bound > MOST_STATE:
        yield problem(
            "T006",
            Spot("course.yaml"),
            f"Progress and answers of “{site.title}” can take {site.state_bound} characters; an LMS keeps {MOST_STATE}.",
            "Build a package for each module (package: modules), or make the course shorter.",
        )
