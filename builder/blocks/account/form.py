"""A file of prompts -> a form: what a regulator asks, in its order and words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from builder.blocks import Directive, Reader
from builder.located import read_yaml
from builder.schema import fill, guess
from builder.settings import Settings, Slug

FORMS = Path(__file__).parent / "forms"
Words = Annotated[str, Field(min_length=1)]


class AccountPrompt(Settings):
    """`id` names it in course.lock, so that its words may change. `suggest: activity`: what stands in its box as long
    as nothing is written is the module as an activity of continuing professional development."""

    id: Slug
    ask: Words
    suggest: Literal["", "activity"] = ""


class Form(Settings):
    """`heading` stands above what learners take away, `use` says there what to do with it, `note` is the warning above
    the boxes. `language` is that of the words, where the course may have another."""

    title: Words
    heading: Words
    note: str = ""
    use: str = ""
    language: str = ""
    prompts: Annotated[tuple[AccountPrompt, ...], Field(min_length=1, max_length=12)]


SPARE = {"title": "-", "heading": "-", "prompts": ({"id": "a", "ask": "-"},)}


@cache
def known_forms() -> tuple[str, ...]:
    """The forms that come with the program: each a file in `forms/`."""
    return tuple(sorted(each.stem for each in FORMS.glob("*.yaml")))


def read_form(directive: Directive, reader: Reader) -> Form | None:
    """The form that `:form:` names: one of ours, or a file of the course. None after reporting what is wrong."""
    wanted = directive.options["form"]
    if not wanted.value.endswith((".yaml", ".yml")):
        if wanted.value in known_forms():
            text = (FORMS / f"{wanted.value}.yaml").read_text("utf-8")
            return _form(text, wanted.value, reader)
        hint = f"{guess(wanted.value, list(known_forms()))} Or name a file of yours that ends in .yaml."
        reader.report("R105", wanted.spot, f"There is no form “{wanted.value}”.", hint)
        return None
    path = reader.file(wanted)
    own = reader.text(path) if path else None
    return _form(own, path or "", reader) if own is not None else None


def _form(text: str, path: str, reader: Reader) -> Form | None:
    tree, findings = read_yaml(text, path)
    form = None
    if tree is not None:
        form, wrong = fill(Form, tree, SPARE)
        findings = [*findings, *wrong]
    for found in findings:
        reader.report(found.code, found.spot, found.message, found.hint)
    if findings or form is None or tree is None:
        return None
    ids = [each.id for each in form.prompts]
    for index, each in enumerate(ids):
        if each in ids[:index]:
            hint = "Give it another one: what learners write is kept by it."
            reader.report(
                "R106", tree.spot(("prompts", index, "id")), f"Two prompts have the id “{each}”.", hint
            )
            return None
    return form
