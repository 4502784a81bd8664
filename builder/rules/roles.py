"""Family S, S118 and S119: the roles that learners choose from."""

from __future__ import annotations

from collections.abc import Iterator

from builder.findings import Finding
from builder.parse import course_tree
from builder.rules import Look, rule
from builder.schema import guess


@rule("S118", "error")
def role_without_module(look: Look) -> Iterator[Finding]:
    """
    What it finds: a role in `course.yaml` that names no module of the course, or names a test.

    Why it matters: a role asks for a module to be read; with none behind it nobody who chooses it could finish.

    Wrong: `roles: {role-teems: A team in a Trust}`

    Right: `roles: {role-teams: A team in a Trust}`, and `role-teams` among the modules
    """
    modules = {each.slug: each for each in look.course.modules}
    for slug in look.course.settings.roles:
        spot = course_tree(look.course.source).spot(("roles", slug))
        if slug not in look.course.settings.modules:
            yield look.finding(
                spot, f"There is no module “{slug}” for this role.", guess(slug, list(modules))
            )
        elif slug in modules and modules[slug].assessment:
            hint = "Name a module that is read; a test can draw questions for a role: draw: {role: 2}."
            yield look.finding(spot, f"“{slug}” is a test, and no module for a role.", hint)


@rule("S119", "error")
def one_role(look: Look) -> Iterator[Finding]:
    """
    What it finds: a course with a single role.

    Why it matters: there is nothing to choose: whoever has another role could not leave the module out.

    Wrong: `roles: {for-nurses: Nurses}`

    Right: two roles or more; or none, where everybody reads all modules
    """
    if len(look.course.settings.roles) == 1:
        spot = course_tree(look.course.source).spot(("roles",))
        yield look.finding(spot, "There is only one role to choose.", "Add another one, or delete “roles:”.")
