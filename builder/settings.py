"""The keys of course.yaml and of front matter (a module's, a facilitator's): their types, limits and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
ROLE = "role"  # in `draw`
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Settings(BaseModel):
    """Frozen, no unknown keys. Values arrive as strings (YAML without guessed types); pydantic makes the types."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Completion(Settings):
    """When the course is complete. `pages`: all, none, or a percentage from 1 to 100."""

    pages: Literal["all", "none"] | Annotated[int, Field(ge=1, le=100)] = "all"
    assessment: Slug | None = None
    report: Literal["passed", "completed"] = "passed"


class Accreditation(Settings):
    body: str
    wording: str
    reference: str | None = None
    valid_until: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Cpd(Settings):
    participatory_minutes: Annotated[int, Field(ge=0)] = 0


class Contact(Settings):
    name: str
    email: str | None = None
    url: str | None = None


class Theme(Settings):
    accent: Colour = "#00636b"
    logo: str | None = None
    stylesheet: str | None = None


class AssessmentSettings(Settings):
    """An assessment: `pass_mark` in per cent, `attempts` (0 = unlimited), questions shuffled or not.

    `draw`: how many questions an attempt asks, of all or of each tag; without it, every question. The tag `role` stands
    for the learner's own role: the slug of its module. `repeats`: whether
    a later attempt may ask again what an earlier one asked, once a bank is used up.
    """

    pass_mark: Annotated[int, Field(ge=1, le=100)] = 80
    attempts: Annotated[int, Field(ge=0, le=99)] = 3
    shuffle: bool = False
    draw: Annotated[int, Field(ge=1)] | dict[Slug, Annotated[int, Field(ge=1)]] | None = None
    repeats: bool = False
    show_answers: Literal["after-pass", "after-attempt", "never"] = "after-pass"
    when_failed: str = ""

    @property
    def draws(self) -> Mapping[str, int]:
        """How many questions of each tag an attempt asks; "" stands for all of them, {} for every question."""
        if not isinstance(self.draw, dict):
            return {"": self.draw} if self.draw else {}
        # Where a learner has no role, the other banks give more: after they have given their own.
        return dict(sorted(self.draw.items(), key=lambda each: each[0] == ROLE))


class CourseSettings(Settings):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", max_length=255)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    subtitle: str = ""
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$", max_length=20)]
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-zA-Z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$"
        ),
    ] = "en-GB"
    description: str = ""
    keywords: tuple[str, ...] = ()
    modules: Annotated[tuple[Slug, ...], Field(min_length=1)]
    roles: dict[Slug, Annotated[str, Field(min_length=1, max_length=200)]] = {}
    completion: Completion = Completion()
    reflections: Literal["learner", "browser"] = "learner"
    navigation: Literal["free", "in-order"] = "free"
    package: Literal["course", "modules"] = "course"
    targets: Annotated[tuple[str, ...], Field(min_length=1)] = ("scorm12", "xapi")
    accreditation: Accreditation | None = None
    cpd: Cpd = Cpd()
    contact: Contact | None = None
    theme: Theme = Theme()
    licence: str = ""
    allow: dict[str, str] = {}


class ModuleSettings(Settings):
    title: Annotated[str, Field(min_length=1, max_length=200)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    outcomes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    assessment: AssessmentSettings | None = None
    allow: dict[str, str] = {}


class GuideSettings(Settings):
    """The front matter of a facilitator.md: what is led, how long it takes, for how many, what to have ready."""

    kind: Annotated[str, Field(min_length=1, max_length=200)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    group: Annotated[str, Field(min_length=1, max_length=200)]
    needs: tuple[Annotated[str, Field(min_length=1)], ...]
