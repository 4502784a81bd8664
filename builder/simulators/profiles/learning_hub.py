"""NHS Learning Hub -> PROFILE. Facts §7.3, its answer patterns §1.5."""

from builder.simulators.profile import Profile

PICKS = "^[0-9a-z](,[0-9a-z]){0,25}$"

PROFILE = Profile(
    name="learning_hub",
    title="NHS Learning Hub",
    shape="popup",
    limits={"cmi.suspend_data": 63_999},
    responses={
        "true-false": "^[01tf]$",
        "choice": PICKS,
        "fill-in": "^[ -~]{1,255}$",
        "numeric": r"^[0-9]+(\.[0-9]+)?$",
        "likert": "^[0-9a-z]?$",
        "matching": r"^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*$",
        "performance": "^[A-Za-z0-9 _-]{0,255}$",
        "sequencing": PICKS,
    },
    id_before_fields=True,
    returns="boolean",
    numbers=True,
    alerts=True,
    finish_way="beacon",
    hours_lose_first_digit=True,
    longest_session=10 * 3600,
    status_when_unset="incomplete",
    mastery_default="100",
    first_terminal_wins=True,
    blank_after_terminal=True,
    locks=True,
    comments_kept=False,
    # "an odd MIME": which one is not in the facts; Chromium plays this one as well.
    mime={".mp4": "application/octet-stream", ".mjs": "application/octet-stream"},
)
