"""Moodle 4 as installed, `scorm12standard` off -> PROFILE: as strict, but 64,000 characters everywhere."""

from dataclasses import replace

from builder.simulators.profile import LIMITS
from builder.simulators.profiles import moodle_strict

PROFILE = replace(
    moodle_strict.PROFILE,
    name="moodle_lax",
    title="Moodle (as installed)",
    limits=dict.fromkeys(LIMITS, 64_000),
)
