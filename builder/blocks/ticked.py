"""What is done away from the page (a film, a talk, a meeting) -> one box that a learner ticks, kept as an answer."""

from __future__ import annotations

from builder.blocks import Place
from builder.model import Activity, Choice, Numbered, Option, Spot, Tracked


def box(title: str, content: str, done: str, spot: Spot) -> Tracked:
    """One box (TRACKING.md, Question). `done` is what ticking it says, in one word."""
    return Tracked("choice", title, content, (Option(done, spot),))


def ticked(numbered: Numbered, place: Place, title: str, done: str) -> Activity:
    """Without points it is kept and never recorded as an answer; without it the page cannot be done."""
    return place.activity(
        numbered,
        "choice",
        title,
        points=0,
        choices=(Choice(numbered.options[0], done, title),),
        correct=numbered.options,
        required=True,
    )
