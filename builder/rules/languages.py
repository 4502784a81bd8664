"""Family W, from 301: the player's own words in the course's language."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from builder.findings import Finding
from builder.languages import FORMS, plural_forms, tags
from builder.located import Tree, read_yaml
from builder.model import Spot
from builder.parse import course_tree
from builder.rules import Look, rule
from builder.schema import CLOSE
from builder.strings import PLACEHOLDER, languages, ours, own_files

MONTHS = "date.months"  # the one text that is taken apart


def wanted(language: str) -> dict[str, str]:
    """Every key that a language needs, and the English that stands for it until then."""
    found: dict[str, str] = {}
    english = ours("en")
    for key, text in english.items():
        base, _, form = key.rpartition(".")
        if f"{base}.other" in english and form in FORMS:
            found |= {f"{base}.{each}": english[f"{base}.other"] for each in plural_forms(language)}
        else:
            found[key] = text
    return found


def _read(look: Look) -> Iterator[tuple[str, Tree]]:
    """The course's own strings that its language makes use of: path and contents."""
    for file, name in own_files(look.course.source):
        if name in _names(look) and file.text is not None:
            tree, _ = read_yaml(file.text, file.path)
            if tree is not None:
                yield file.path, tree


def _names(look: Look) -> list[str]:
    return ["en", *tags(look.course.settings.language)]


@rule("W301", "error")
def unknown_string(look: Look) -> Iterator[Finding]:
    """
    What it finds: a key in a file of `strings/` that the player has not got, or a form for numbers that the
    language does not have.

    Why it matters: learners would go on reading what you meant to replace.

    Wrong: `cover.strat: Put the kettle on`

    Right: `cover.start: Put the kettle on`
    """
    for path, tree in _read(look):
        name = path.removeprefix("strings/").removesuffix(".yaml")
        known = wanted(name)
        for key in tree.value:
            if key in known:
                continue
            base, _, form = key.rpartition(".")
            close = difflib.get_close_matches(key, known, 1, CLOSE)
            hint = (
                f"Did you mean “{close[0]}”?"
                if close
                else "The keys are listed in templates/strings/en.yaml."
            )
            if form in FORMS and f"{base}.other" in known:
                hint = f"The forms for numbers in “{name}” are {', '.join(plural_forms(name))}."
            yield look.finding(tree.spot((key,), key=True), f"The player has no text “{key}”.", hint)


@rule("W302", "error")
def unusable_string(look: Look) -> Iterator[Finding]:
    """
    What it finds: a string that is empty or a list, or that holds a name in braces which nothing fills in there;
    months that are not twelve.

    Why it matters: learners would see a button without words, or the braces.

    Wrong: `turn.next: "On to {page}"`

    Right: `turn.next: "On to {title}"`
    """
    for path, tree in _read(look):
        known = wanted(path.removeprefix("strings/").removesuffix(".yaml"))
        for key, text in tree.value.items():
            if key not in known:
                continue
            names = PLACEHOLDER.findall(known[key])
            if not isinstance(text, str) or not text.strip():
                hint = "Write a text, or delete the line to keep the player's own."
                yield look.finding(tree.spot((key,), key=True), f"“{key}” has no text.", hint)
                continue
            if key == MONTHS and len(text.split()) != len(known[key].split()):
                hint = "Write twelve words, from January on, with spaces between them."
                yield look.finding(tree.spot((key,)), f"There are {len(text.split())} months here.", hint)
            for each in PLACEHOLDER.findall(text):
                if each not in names:
                    shown = ", ".join(f"{{{name}}}" for name in dict.fromkeys(names)) or "nothing"
                    message = f"Nothing fills in {{{each}}}: learners would see the braces."
                    yield look.finding(tree.spot((key,)), message, f"Filled in here: {shown}.")


@rule("W303", "warning", quality=True)
def not_spoken(look: Look) -> Iterator[Finding]:
    """
    What it finds: a course in a language in which the player has not all its words.

    Why it matters: buttons, messages and help stand there in English, on pages that say they are in another
    language: a screen reader mispronounces them (WCAG 2.2, 3.1.2).

    Wrong: `language: pl`, and no file `strings/pl.yaml`

    Right: `language: pl`, and a file `strings/pl.yaml` with all texts in Polish
    """
    language = look.course.settings.language
    needed = wanted(language)
    have: set[str] = set()
    for each in tags(language):
        have |= ours(each).keys()
        have |= {
            key for path, tree in _read(look) if path.lower() == f"strings/{each}.yaml" for key in tree.value
        }
    missing = [key for key in needed if key not in have]
    if missing:
        name = tags(language)[0]
        message = f"The player has no words in “{language}”: its own texts stay English."
        if len(missing) < len(needed):
            message = f"{len(missing)} of the player's texts are missing in “{language}”: they stay English."
        hint = (
            f"The player speaks {' and '.join(languages())}. Write the others into strings/{name}.yaml, "
            f"as in templates/strings/en.yaml; the first is “{missing[0]}”."
        )
        yield look.finding(course_tree(look.course.source).spot(("language",)), message, hint)


@rule("W304", "warning", quality=True)
def strings_not_read(look: Look) -> Iterator[Finding]:
    """
    What it finds: a file in `strings/` that is not named like the course's language.

    Why it matters: the words in it never reach a learner.

    Wrong: `strings/welsh.yaml` in a course with `language: cy`

    Right: `strings/cy.yaml`
    """
    language = look.course.settings.language
    used = {file.path for file, name in own_files(look.course.source) if name in _names(look)}
    for path in look.course.source.files:
        if path.startswith("strings/") and path not in used:
            message = f"“{path}” is not read: the course is in “{language}”."
            hint = f"Name it strings/{tags(language)[0]}.yaml, or set “language:” in course.yaml to what it is in."
            yield look.finding(Spot(path), message, hint)
