"""Course + packages -> handover.html: one page for the people who import them."""

from __future__ import annotations

from collections.abc import Sequence

from builder.document import environment
from builder.model import Course, Site, SiteModule
from builder.package import Packed


def handover(course: Course, packed: Sequence[tuple[Packed, Site]], with_notes: bool = False) -> str:
    """What the course is, how long it takes, what an LMS will record, how to import it.

    `with_notes`: facilitator.html lies beside it.
    """
    scos = list({site.id: site for _, site in packed}.values())
    return (
        environment()
        .get_template("handover.html")
        .render(
            settings=course.settings,
            packages=[{"file": made, "site": site} for made, site in packed],
            scos=scos,
            modules=[(module, _answers(site, module)) for site in scos for module in site.modules],
            records=[(site, recorded(site)) for site in scos],
            kinds=sorted({made.target for made, _ in packed}),
            size=size,
            with_notes=with_notes,
        )
        + "\n"
    )


def _answers(site: Site, module: SiteModule) -> int:
    """How many answers of this module a learner's record can show: of a test that draws, as many as an attempt asks."""
    draws = module.assessment.draws if module.assessment else {}
    scored = [
        each
        for each in site.activities
        if each.module == module.number and each.kind != "note" and each.points
    ]
    return sum(draws.values()) if draws else len(scored)


def recorded(site: Site) -> str:
    """One sentence: what an LMS ends up with for this SCO."""
    settings = site.course.settings
    test = next(
        (
            each
            for each in site.modules
            if each.assessment and (site.module or each.slug == settings.completion.assessment)
        ),
        None,
    )
    pages = "all pages" if site.module or settings.completion.pages == "all" else ""
    needed = pages or f"{settings.completion.pages} per cent of the pages"
    if any(each.role for each in site.modules):
        needed += " (but for the modules for other roles than the learner’s)"
    by_pages = site.module is not None or settings.completion.pages != "none"
    if test is None or test.assessment is None:
        return (
            f"“completed” when {needed} are done; no score."
            if by_pages
            else "nothing: no page and no test completes it."
        )
    word = "passed" if settings.completion.report == "passed" else "completed"
    condition = (
        f"{needed} are done and the test is passed with {test.assessment.pass_mark} per cent"
        if by_pages
        else f"the test is passed with {test.assessment.pass_mark} per cent"
    )
    tries = (
        f"“failed” after {test.assessment.attempts} attempts without a pass"
        if test.assessment.attempts
        else "never “failed”: attempts are not limited"
    )
    return f"“{word}” when {condition}; {tries}; the best score from 0 to 100. Until then “incomplete”."


def size(count: int) -> str:
    """Bytes in words people use."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"
