"""`:::{account} my-account` with `:form: nmc` -> a reflective account: one private note, a box for each prompt of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from builder.blocks import Block, Directive, Place, Reader
from builder.blocks.account.form import Form, read_form
from builder.blocks.values import no_body, yes_no
from builder.minutes import minutes_of_course
from builder.model import Activity, Choice, Numbered, Option, Tracked
from builder.rules import reported

ACTIVITIES = ("module", "course")


class Account(Block):
    """The prompts are the note's choices: course.lock numbers them, so that a changed form misattributes nothing."""

    argument: ClassVar[str] = "id"
    wears: ClassVar[tuple[str, ...]] = ("reflection",)
    argument_required: ClassVar[bool] = True
    options: ClassVar[Mapping[str, bool]] = {"form": True, "activity": False, "required": False}

    form: Form
    whole: bool  # the activity that is suggested is the course, not the module
    required: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        no_body(directive, reader)
        required = yes_no(directive, reader, "required", False)
        activity = directive.options.get("activity")
        if activity is not None and activity.value not in ACTIVITIES:
            hint = "Write :activity: module or :activity: course."
            reader.report("R107", activity.spot, f"“{activity.value}” is neither module nor course.", hint)
        form = read_form(directive, reader)
        if form is None:
            return None
        whole = activity is not None and activity.value == "course"
        return cls(
            spot=directive.spot, id=directive.argument.value, form=form, whole=whole, required=required
        )

    def tracked(self) -> Tracked:
        options = tuple(Option(each.ask, self.spot, each.id) for each in self.form.prompts)
        content = "\n".join(each.ask for each in self.form.prompts)
        return Tracked("note", self.form.title, content, options)

    def context(self, course: Any) -> Mapping[str, Any]:
        return {"all_minutes": minutes_of_course(course)}

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        prompts = zip(self.form.prompts, numbered.options, strict=True)
        return place.activity(
            numbered,
            "note",
            self.form.heading,
            choices=tuple(Choice(number, each.id, each.ask) for each, number in prompts),
            required=self.required,
        )


@reported("R105", "error")
def unknown_form() -> None:
    """
    What it finds: an account with a form that does not exist.

    Why it matters: the form decides what learners are asked.

    Wrong: `:form: ncm`

    Right: `:form: nmc`, or a file of yours such as `:form: our-form.yaml`
    """


@reported("R106", "error")
def prompt_twice() -> None:
    """
    What it finds: a form in which two prompts have the same id.

    Why it matters: what learners write is kept by it, and would stand under both.

    Wrong: `id: learnt` under two prompts

    Right: `id: learnt` under one, `id: changed` under the other
    """


@reported("R107", "error")
def unknown_activity() -> None:
    """
    What it finds: `:activity:` that is neither `module` nor `course`.

    Why it matters: it is what the account suggests to learners as their activity.

    Wrong: `:activity: webinar`

    Right: `:activity: course`
    """
