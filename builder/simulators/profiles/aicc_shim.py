"""NHS AICCShim, SCORM content wrapped for an AICC LMS -> PROFILE. Facts §7.2."""

from builder.simulators.profile import Profile

PROFILE = Profile(
    name="aicc_shim",
    title="AICC LMS behind the AICCShim",
    shape="wrapper",
    implemented=(
        "cmi.core.student_id",
        "cmi.core.student_name",
        "cmi.core.lesson_location",
        "cmi.core.lesson_status",
        "cmi.core.credit",
        "cmi.core.exit",
        "cmi.core.score.raw",
        "cmi.core.total_time",
        "cmi.core.session_time",
        "cmi.core.lesson_mode",
        "cmi.suspend_data",
        "cmi.launch_data",
        "cmi.student_data.mastery_score",
    ),
    checks_types=False,
    returns="boolean",
    tells_errors=False,
    commit_way="fetch",
    finish_way="beacon",
    dollars_mangled=True,
    has_entry=False,
    status_as_letter=True,
    cut_at_newline=True,
    # Read as: of the value itself, its second `=` (the first one parts name and value in the shim's reader).
    cut_at_second_equals=True,
)
