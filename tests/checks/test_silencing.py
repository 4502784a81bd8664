"""`allow`: quality can be silenced with a reason, where it stands; correctness never; what is not needed is told."""

from __future__ import annotations

from builder import lock
from builder.check import check
from builder.model import Source
from builder.parse import parse

COURSE = "id: https://example.org/c\ntitle: Course\nversion: 1.0.0\nmodules: [one, two]\n"
FRONT = "---\ntitle: Trust\nminutes: 5\n---\n\n"
NO_FEEDBACK = """\
:::{question} q-one
OPTION
What builds trust?

- [x] Keeping promises
- [ ] A gesture
  > It is not repeated.

Because: it is made of small things.
:::
"""


def found(one: str, two: str = FRONT + "Text.\n", course: str = COURSE) -> list[tuple[str, int, str]]:
    """Code, line and message of everything that is found."""
    files = {"course.yaml": course, "modules/one/module.md": one, "modules/two/module.md": two}
    made, findings = parse(Source.of(files))
    assert made is not None
    numbers, _, _ = lock.assign(made)
    findings += check(made, numbers, ["web"])
    return [(each.code, each.spot.line, each.message) for each in findings]


def question(option: str = "") -> str:
    return NO_FEEDBACK.replace("OPTION\n", f"{option}\n" if option else "")


def codes(*args: str, **more: str) -> list[str]:
    return [code for code, _, _ in found(*args, **more)]


def test_without_a_word_the_finding_is_shown() -> None:
    assert codes(FRONT + question()) == ["Q106"]


def test_on_the_directive() -> None:
    assert codes(FRONT + question(":allow: Q106 these are to think about")) == []


def test_only_on_that_directive() -> None:
    other = question().replace("q-one", "q-two").replace("What builds", "Again: what builds")
    here = found(FRONT + question(":allow: Q106 these are to think about") + "\n" + other)
    assert [(code, line) for code, line, _ in here] == [("Q106", 20)]


def test_in_front_matter_for_the_module_only() -> None:
    front = FRONT.replace("minutes: 5", "minutes: 5\nallow: {Q106: these are to think about}")
    two = FRONT + question().replace("q-one", "q-two")
    assert codes(front + question()) == []
    assert codes(front + question(), two) == ["Q106"]


def test_in_course_yaml_for_the_whole_course() -> None:
    course = COURSE + "allow: {Q106: these are to think about}\n"
    two = FRONT + question().replace("q-one", "q-two")
    assert codes(FRONT + question(), two, course=course) == []


def test_course_yaml_reaches_text_files_that_a_module_shows() -> None:
    course = COURSE + "allow: {A104: the speaker says it so}\n"
    assert codes(FRONT + "Read [more](https://example.org).\n", course=course) == []


def test_correctness_cannot_be_silenced() -> None:
    front = FRONT.replace("minutes: 5", "minutes: 5\nallow: {A101: it is only decoration}")
    files = codes(front + "![](window.svg)\n")
    assert sorted(files) == ["A101", "A102", "Y205"]


def test_without_a_reason_it_is_told_and_stays_silenced_only_with_one() -> None:
    front = FRONT.replace("minutes: 5", 'minutes: 5\nallow: {Q106: "  "}')
    assert "Y205" in codes(front + question())
    assert codes(FRONT + question(":allow: Q106")) == ["Y205", "Q106"]


def test_a_code_that_does_not_exist() -> None:
    assert found(FRONT + question(":allow: Q999 who knows"))[-1][::2] == (
        "Y205",
        "There is no finding “Q999”.",
    )


def test_what_is_not_needed_is_told() -> None:
    text = question(":allow: Q106 these are to think about").replace(
        "- [x] Keeping promises\n", "- [x] Keeping promises\n  > Yes.\n"
    )
    assert found(FRONT + text) == [("Y207", 7, "“Q106” is silenced, and is not found here.")]


def test_it_is_not_called_needless_while_its_block_cannot_be_read() -> None:
    broken = (
        ":::{video} https://www.youtube.com/watch?v=2UvDMQyBVLs\n:title: Empathy\n:length: soon\n:captions: yes\n"
        ":description: in-narration\n:allow: M301 no transcript may be published\n:::\n"
    )
    assert codes(FRONT + broken) == ["M306"]
