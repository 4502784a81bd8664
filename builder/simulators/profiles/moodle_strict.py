"""Moodle 4 with `scorm12standard` on -> PROFILE. Facts: "Moodle as it behaves", and §1.1, §1.8."""

from builder.simulators.profile import Profile

PROFILE = Profile(
    name="moodle_strict",
    title="Moodle (strict mode)",
    shape="frame",
    identifier=r"^[\u0021-\u007E]{0,255}$",
    # LMSFinish only clears the flag that LMSInitialize tests (not in the facts: Moodle's run-time script).
    initialise_again=True,
    commit_way="sync, beacon at unload",
    finish_way="sync, beacon at unload",
    sends_all=False,
    # total_time travels with Finish alone (not in the facts: Moodle's run-time script).
    time_counts="finish",
    status_when_unset="completed",
    mastery_forces_status=True,
    # Seen for passed; the same test names the other two. The mode only tells: what is written is still kept.
    review_after=("passed", "completed", "failed"),
    keeps_interaction_count=True,
    mime={".mjs": "text/plain"},
    names_are_literal=True,
)
