"""`:::{scenario}` -> a conversation in scenes: what is said in one leads to another, and at last to an end."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self

from builder.blocks import Block, Directive, Place, Reader
from builder.blocks.exercise import MOST_OPTIONS
from builder.blocks.scenario.scenes import Said, Scene, scenes_of
from builder.blocks.values import yes_no
from builder.findings import Finding, quoted
from builder.model import Activity, Choice, Numbered, Option, Prose, Tracked
from builder.rules import Look, reported, rule


class Scenario(Block):
    """The first scene begins. `recorded`: the way that a learner took is reported, unmarked."""

    argument: ClassVar[str] = "id"
    options: ClassVar[Mapping[str, bool]] = {"required": False, "recorded": False}

    opening: Prose | None
    plain: str  # what it is called in reports: its opening words, else its first scene
    scenes: tuple[Scene, ...]
    required: bool
    recorded: bool

    @classmethod
    def read(cls, directive: Directive, reader: Reader) -> Self | None:
        required = yes_no(directive, reader, "required", False)
        recorded = yes_no(directive, reader, "recorded", False)
        found = scenes_of(directive, reader)
        if found is None or not found[1]:
            return None
        opening, scenes = found
        return cls(
            spot=directive.spot,
            id=directive.argument.value or None,
            opening=opening,
            plain=reader.plain(opening) if opening else scenes[0].plain,
            scenes=scenes,
            required=required,
            recorded=recorded,
        )

    def said(self) -> tuple[tuple[Scene, Said], ...]:
        """All that can be said, with the scene that it is said in."""
        return tuple((scene, each) for scene in self.scenes for each in scene.said)

    def ends(self) -> tuple[Scene, ...]:
        return tuple(each for each in self.scenes if not each.said)

    def prose(self) -> Iterable[Prose]:
        yield from (self.opening,) if self.opening else ()
        yield from (prose for scene in self.scenes for prose in scene.prose())

    def tracked(self) -> Tracked:
        """What is said is known with its scene: “Go on.” may be said in several."""
        scenes = tuple(Option(each.plain, each.spot, each.pinned) for each in self.scenes)
        said = tuple(Option(f"{scene.id}: {each.plain}", each.spot, each.id) for scene, each in self.said())
        ways = (
            f"{scene.id}: {each.plain} -> {each.to.value if each.to else ''}" for scene, each in self.said()
        )
        return Tracked("performance", self.plain, "\n".join([self.plain, *ways]), scenes, said)

    def activity(self, numbered: Numbered, place: Place) -> Activity:
        scenes = zip(self.scenes, numbered.options, strict=True)
        said = zip(self.said(), numbered.targets, strict=True)
        return place.activity(
            numbered,
            "performance",
            self.plain,
            points=int(self.recorded),
            required=self.required,
            choices=tuple(Choice(n, each.pinned or f"scene-{n}", each.plain) for each, n in scenes),
            targets=tuple(Choice(n, each.id or f"said-{n}", each.plain) for (_, each), n in said),
        )

    def context(self, course: Any) -> Mapping[str, Any]:
        """The place of each scene in the list, by its id: a link leads there."""
        return {"places": {each.id: index for index, each in enumerate(self.scenes)}}


def _led(start: Iterable[str], ways: Sequence[tuple[str, str]]) -> set[str]:
    """The ids that the ways lead to from where they start, these included."""
    found, new = set[str](), set(start)
    while new:
        found |= new
        new = {there for here, there in ways if here in new} - found
    return found


def _ways(block: Scenario) -> list[tuple[str, str]]:
    return [(scene.id, each.to.value) for scene, each in block.said() if each.to]


def _astray(block: Scenario) -> list[str]:
    """The scenes in which something leads nowhere: that is found by itself, and the way from there is not known."""
    known = [each.id for each in block.scenes]
    return [scene.id for scene, each in block.said() if each.to is None or each.to.value not in known]


@rule("Q150", "error", of=Scenario)
def no_such_scene(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: something said in a scenario that leads to a scene which is not in it.

    Why it matters: nothing would come after it.

    Wrong: `- “You should have called.” -> #wal`

    Right: `- “You should have called.” -> #wall`, and a scene `### She shuts down {#wall}`
    """
    known = [each.id for each in block.scenes]
    for _, each in block.said():
        if each.to and each.to.value not in known:
            near = difflib.get_close_matches(each.to.value, known, 1)
            hint = f"Did you mean “#{near[0]}”?" if near else f"The scenes are #{', #'.join(known)}."
            yield look.finding(each.to.spot, f"There is no scene “{each.to.value}” here.", hint)


@rule("Q151", "error", of=Scenario)
def never_reached(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: a scene that nothing leads to from the first one.

    Why it matters: no learner would ever see it.

    Wrong: a scene `### She tells you {#story}` and nowhere `-> #story`

    Right: `- “What happened last night?” -> #story` in a scene that learners come to
    """
    reached = _led([block.scenes[0].id], _ways(block))
    for each in block.scenes if not _astray(block) else ():  # one of them may lead here
        if each.id not in reached:
            hint = f"Let something that is said lead to it, with -> #{each.id}, or delete the scene."
            yield look.finding(each.spot, "Nobody comes to this scene.", hint)


@rule("Q152", "error", of=Scenario)
def never_ends(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: a scene from which no way leads to an end, whatever is said.

    Why it matters: learners would go round in a circle and never be done.

    Wrong: two scenes that lead only to each other

    Right: in one of them something that leads to a scene without a list, which is an end
    """
    ends = [each.id for each in block.ends()]
    way_out = _led([*ends, *_astray(block)], [(there, here) for here, there in _ways(block)])
    for each in block.scenes if ends else ():
        if each.id not in way_out:
            hint = "Let something that is said here lead on to a scene that comes to an end."
            yield look.finding(each.spot, "No way leads from this scene to an end.", hint)


@rule("Q153", "error", of=Scenario)
def no_end(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: a scenario in which something can be said in every scene.

    Why it matters: a scene in which nothing can be said is an end; without one nobody is ever done.

    Wrong: a list in each scene

    Right: a last scene that has only its words
    """
    if not block.ends() and not _astray(block) and len(block.scenes) > 1:
        hint = "Add a scene with its words and without a list, and let something lead to it."
        yield look.finding(block.spot, "This scenario has no end.", hint)


@reported("Q154", "error")
def leads_nowhere() -> None:
    """
    What it finds: something said in a scenario without an arrow and the scene that it leads to, or an arrow alone.

    Why it matters: learners would press it, and nothing would happen.

    Wrong: `- “What happened last night?”`

    Right: `- “What happened last night?” -> #story`
    """


@rule("Q155", "error", of=Scenario)
def same_scene_twice(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: two scenes of a scenario with the same id, or the same words without one; the same for what is said.

    Why it matters: nobody could tell which of them comes next, or which of them a learner chose.

    Wrong: `### She tells you {#story}` and `### She tells you more {#story}`

    Right: `### She tells you more {#more}`
    """
    scenes = [(each.id, index, each.spot) for index, each in enumerate(block.scenes)]
    # Twice in one list is S105: the Reader sees that.
    said = [(each.id, block.scenes.index(scene), each.spot) for scene, each in block.said() if each.id]
    for named in (scenes, said):
        for index, (name, place, spot) in enumerate(named):
            if any(before == name and where != place for before, where, _ in named[:index]):
                hint = "Give one of them another id, in {#…} at the end of its line."
                yield look.finding(spot, f"The id “{name}” is here twice.", hint)


@rule("Q156", "error", of=Scenario)
def too_many(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: more than 36 scenes in a scenario, or more than 36 things that can be said in all of it.

    Why it matters: SCORM 1.2 names each of them with one character of 0–9 and a–z.

    Wrong: 40 scenes

    Right: two scenarios, one after the other
    """
    scenes = [each.spot for each in block.scenes]
    said = [each.spot for _, each in block.said()]
    for spots, what in ((scenes, "scenes"), (said, "things to say")):
        if len(spots) > MOST_OPTIONS:
            message = f"There are {len(spots)} {what}; SCORM 1.2 can name {MOST_OPTIONS}."
            yield look.finding(spots[MOST_OPTIONS], message, "Make two scenarios of it.")


@rule("Q157", "error", of=Scenario)
def said_twice(block: Scenario, look: Look) -> Iterator[Finding]:
    """
    What it finds: the same words twice among what can be said in one scene.

    Why it matters: learners cannot tell them apart.

    Wrong: `- “I see.” -> #story` and `- “I see.” -> #wall`

    Right: words that differ
    """
    for scene in block.scenes:
        words = [each.plain.casefold() for each in scene.said]
        for index, each in enumerate(scene.said):
            if each.plain and words[index] in words[:index]:
                message = f"{quoted(each.plain)} can be said here twice."
                yield look.finding(each.spot, message, "Remove one, or change its words.")


@reported("Q158", "error")
def not_to_be_said() -> None:
    """
    What it finds: a box, a list or a link inside something that can be said in a scenario, or an id before its arrow.

    Why it matters: what is said is something to press, and nothing else can be pressed inside of it.

    Wrong: `- [x] “What happened last night?” -> #story`

    Right: `- “What happened last night?” -> #story`
    """


@reported("Q159", "error")
def words_after_the_list() -> None:
    """
    What it finds: words, or a second list, after the list of what can be said in a scene.

    Why it matters: learners would read them after they should have spoken, or never.

    Wrong: `- “I see.” -> #story` and then a paragraph `She waits.`

    Right: `She waits.` above the list; what comes of the words as `> She nods.` below them
    """
