"""ESR (OLM) through its SCORM adapter v8 -> PROFILE. Facts §7.1."""

from builder.simulators.profile import Profile

PROFILE = Profile(
    name="esr",
    title="ESR",
    shape="frameset",
    refused={
        "cmi.core.score.min": "401",
        "cmi.core.score.max": "401",
        "cmi.interactions": "401",
        "cmi.objectives": "401",
        "cmi.student_data": "401",
        "cmi.student_preference": "401",
    },
    children={"cmi.core.score": "raw"},
    alerts=True,
    # Nothing but synchronous requests: at unload they throw, and only what was sent before is kept (§1.8).
    set_way="sync",
    commit_way="sync",
    finish_way="sync",
    sends_all=False,
    cut_at_newline=True,
    delimiter="~olmota~",
    corrupt_from=0xB640,
)
