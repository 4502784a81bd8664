"""Family T005–T009: what the packages are to be, and whether an LMS can keep what learners do."""

from __future__ import annotations

from builder.rules import reported


@reported("T005", "error")
def unknown_target() -> None:
    """
    What it finds: a target in `course.yaml` that does not exist.

    Why it matters: the package that you expect would not be made.

    Wrong: `targets: [scrom12]`

    Right: `targets: [scorm12]`
    """


@reported("T006", "error")
def state_too_large() -> None:
    """
    What it finds: a course whose progress and answers may need more than the 4,096 characters that a learning
    system keeps (SCORM 1.2 RTE 3.4.4, suspend data).

    Why it matters: a learner who answers everything would come back to a course that has forgotten.

    Wrong: one package with a thousand questions

    Right: `package: modules`, or fewer questions
    """
