"""Tests that draw for roles -> a finding wherever some learner could not be asked as many questions as were promised."""

from __future__ import annotations

import pytest

from builder.model import Source

from .courses import codes

READ = "---\ntitle: {0}\nminutes: 5\n---\n\nAbout {0}.\n"


def course(settings: str, roles: bool = True, **banks: int) -> Source:
    """A test with these banks, and two modules for roles before it (or for everybody)."""
    questions = "".join(
        f":::{{question}} q-{tag}-{each}\n:tag: {tag}\nWhat is {each} of {tag}?\n\n- [x] Right {each}\n  > Yes.\n"
        f"- [ ] Wrong {each}\n  > No.\n\nBecause: it is.\n:::\n\n"
        for tag, count in banks.items()
        for each in range(count)
    )
    return Source.of(
        {
            "course.yaml": "id: https://example.org/courses/roles\ntitle: Roles\nversion: 1.0.0\n"
            "modules: [home, work, check]\ncompletion: {assessment: check}\n"
            + ("roles: {home: At home, work: At work}\n" if roles else ""),
            "modules/home/module.md": READ.format("Home"),
            "modules/work/module.md": READ.format("Work"),
            "modules/check/module.md": f"---\ntitle: Check\nminutes: 5\nassessment: {{{settings}}}\n---\n\n{questions}",
        }
    )


def test_enough_for_everybody() -> None:
    assert codes(course("attempts: 2, draw: {core: 1, role: 1}", core=4, home=2, work=2)) == []
    assert codes(course("attempts: 2, repeats: yes, draw: {core: 1, role: 1}", core=2, home=1, work=1)) == []


@pytest.mark.parametrize("more", ["attempts: 1", "attempts: 0, repeats: yes", "attempts: 3, repeats: yes"])
def test_whoever_has_no_role_must_be_asked_as_many(more: str) -> None:
    assert codes(course(f"{more}, draw: {{core: 1, role: 2}}", core=2, home=6, work=6)) == ["S141"]
    assert codes(course(f"{more}, draw: {{role: 2}}", home=6, work=6)) == ["S141"]


def test_a_bank_of_a_role_that_is_drawn_from_twice_holds_both() -> None:
    twice = "attempts: 1, draw: {core: 1, home: 1, role: 1}"
    assert codes(course(twice, core=2, home=1, work=1)) == ["S141"]
    assert codes(course(twice, core=2, home=2, work=1)) == []


def test_without_roles_nothing_is_drawn_for_one() -> None:
    drawn = "attempts: 1, draw: {core: 1, role: 1}"
    assert codes(course(drawn, roles=False, core=2)) == ["S141"]
    assert "S141" in codes(course(drawn, roles=False, core=2, role=3))
