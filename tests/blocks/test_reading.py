"""What an author writes in a block -> what the rest of the program gets to know of it."""

from __future__ import annotations

import pytest

from builder.blocks import Block
from builder.blocks.download import Download, readable_size
from builder.blocks.question import Question
from builder.blocks.reflection import Reflection
from builder.blocks.sort import Sort
from builder.blocks.video import Video

from .course import TEST, blocks_html, course_of, example, site_of

FILM = ":title: A film\n:length: {length}\n:captions: yes\n:transcript: talk.md\n:description: in-narration\n"


def only(body: str) -> Block:
    """The one block of a module."""
    (found,) = [block for _, _, block in course_of(body).blocks()]
    return found


def film(address: str, length: str = "1:00") -> Video:
    block = only(f":::{{video}} {address}\n{FILM.format(length=length)}:::\n")
    assert isinstance(block, Video)
    return block


def question(prompt: str, options: str = "- [x] A\n  > Yes.\n- [ ] B\n  > No.\n") -> Question:
    block = only(f":::{{question}} q\n{prompt}\n\n{options}\nBecause: of that.\n:::\n")
    assert isinstance(block, Question)
    return block


def test_the_last_paragraph_is_what_is_asked() -> None:
    prompt = question("A case.\n\n> “Nobody told me.”\n\nWhat do you ask first?").prompt
    assert prompt.ask.text == "What do you ask first?"
    assert prompt.before is not None
    assert prompt.before.text.startswith("A case.")
    assert prompt.after is None
    assert prompt.ask.spot.line == 10


def test_a_table_after_the_question_stays_after_it() -> None:
    prompt = question("Which row is right?\n\n| A | B |\n| - | - |\n| 1 | 2 |").prompt
    assert prompt.ask.text == "Which row is right?"
    assert prompt.after is not None


def test_a_fence_with_an_empty_line_stays_whole() -> None:
    prompt = question("What does it say?\n\n```\none\n\ntwo\n```").prompt
    assert prompt.ask.text == "What does it say?"
    assert prompt.after is not None
    assert prompt.after.text.count("```") == 2


def test_one_right_option_makes_radios_and_two_make_boxes() -> None:
    assert not question("Which?").several()
    assert question("Which?", "- [x] A\n  > Yes.\n- [x] B\n  > Yes.\n").several()


def test_content_does_not_depend_on_the_order_of_options() -> None:
    one = question("Which?", "- [x] A\n  > Yes.\n- [ ] B\n  > No.\n").tracked()
    other = question("Which?", "- [ ] B\n  > Nein.\n- [x] A\n  > Yes.\n").tracked()
    assert one.content == other.content
    changed = question("Which?", "- [x] B\n  > Yes.\n- [ ] A\n  > No.\n").tracked()
    assert one.content != changed.content


def test_the_key_of_a_question_has_the_numbers_of_its_right_options() -> None:
    activities = {each.id: each for each in site_of(example("question")).activities}
    rota = activities["examples/q-rota"]
    assert [each.id for each in rota.choices] == ["email", "agree", "herself"]
    assert rota.correct == (rota.choices[1].number,)
    circle = activities["examples/q-circle"]
    assert circle.multiple
    assert circle.points == 2
    assert circle.correct == tuple(each.number for each in circle.choices[:2])
    assert not activities["examples/q-boxes"].required


def test_true_is_one_and_false_is_two_in_whatever_order_they_are_written() -> None:
    swapped = example("true-false").replace(
        "- [x] True\n  > Both together.\n- [ ] False\n  > Look at the top right pane again.\n",
        "- [ ] False\n  > Look at the top right pane again.\n- [x] True\n  > Both together.\n",
    )
    for body in (example("true-false"), swapped):
        first, second = site_of(body).activities
        assert first.correct == (1,)
        assert second.correct == (2,)
        assert [each.number for each in first.choices] == [1, 2]


def test_a_sort_pairs_each_item_with_its_group() -> None:
    activity = site_of(example("sort")).activities[0]
    items = {each.number: each.text for each in activity.choices}
    groups = {each.number: each.text for each in activity.targets}
    assert {items[a][:4]: groups[b] for a, b in activity.pairs} == {
        "“I’v": "TO",
        "“Jus": "TO",
        "“The": "WITH",
    }


def test_a_sort_does_not_show_its_items_in_the_order_of_the_groups() -> None:
    (block,) = [each for _, page, each in course_of(example("sort")).blocks() if page.id == "four"]
    assert isinstance(block, Sort)
    assert block.mixed() != block.choices()
    assert sorted(block.mixed(), key=id) == sorted(block.choices(), key=id)


def test_a_reflection_is_a_note_that_is_never_assessed() -> None:
    body = ":::{reflection} r\n:words: 80\nThink.\n:::\n"
    assert isinstance(only(body), Reflection)
    (activity,) = site_of(body, TEST).activities
    assert activity.kind == "note"
    assert not activity.assessed
    assert not activity.required


def test_only_a_required_film_is_tracked_and_it_is_never_assessed() -> None:
    site = site_of(example("video"), TEST)
    assert [each.title for each in site.activities] == ["A film with a transcript", "A film of our own"]
    assert all(each.required and not each.assessed for each in site.activities)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=2UvDMQyBVLs",
        "https://www.youtube.com/watch?list=abc&v=2UvDMQyBVLs&t=30s",
        "https://youtu.be/2UvDMQyBVLs?si=x",
        "https://m.youtube.com/watch?v=2UvDMQyBVLs",
        "https://www.youtube.com/embed/2UvDMQyBVLs",
        "https://www.youtube.com/shorts/2UvDMQyBVLs",
    ],
)
def test_every_way_to_name_a_youtube_film_is_the_same_film(address: str) -> None:
    found = film(address).film
    assert found.watch == "https://www.youtube.com/watch?v=2UvDMQyBVLs"
    assert found.frame.startswith("https://www.youtube-nocookie.com/embed/2UvDMQyBVLs?cc_load_policy=1&")


def test_vimeo_is_asked_not_to_track() -> None:
    assert "dnt=1" in film("https://vimeo.com/76979871").film.frame
    private = film("https://vimeo.com/76979871/0a1b2c3d4e").film
    assert "h=0a1b2c3d4e" in private.frame
    assert private.watch == "https://vimeo.com/76979871/0a1b2c3d4e"


@pytest.mark.parametrize(
    ("written", "seconds"), [("14:20", 860), ("1:02:03", 3723), ("0:40", 40), ("90:00", 5400)]
)
def test_lengths(written: str, seconds: int) -> None:
    assert film("https://youtu.be/2UvDMQyBVLs", written).seconds == seconds


@pytest.mark.parametrize(("size", "said"), [(12, "1 kB"), (240_000, "240 kB"), (1_300_000, "1.3 MB")])
def test_sizes(size: int, said: str) -> None:
    assert " ".join(readable_size(size)) == said


def test_a_download_says_what_it_is_and_how_large() -> None:
    assert any(isinstance(each, Download) for _, _, each in course_of(example("download")).blocks())
    html = blocks_html(site_of(example("download")))
    assert "(Word, 1 kB)" in html
    assert "(PDF, 1 kB)" in html


@pytest.mark.parametrize("kind", ["question", "true-false", "sort"])
def test_an_assessed_question_has_no_key_in_its_page(kind: str) -> None:
    practice = blocks_html(site_of(example(kind)))
    assert 'class="key"' in practice
    assessed = blocks_html(site_of(example(kind), TEST))
    for trace in ('class="key"', "data-option", "data-right", "data-because", "data-hint", "Check answer"):
        assert trace not in assessed
    assert "needs-script" in assessed
    for line in ("That decides for people", "Look at the top right pane", "High challenge, low support"):
        assert line not in assessed
