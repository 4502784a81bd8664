"""A simulated LMS and a browser -> a learner who launches a course, goes away and comes back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, expect

from builder.simulators import Call, Launch, Lms

from .keys import SourceModule
from .learner import Learner

# Seconds until a condition counts as never coming true; less where failing is what is expected (scripts/sabotage).
PATIENCE = int(os.environ.get("COURSEWRIGHT_PATIENCE", "20"))

INITIALIZE, SET, COMMIT, FINISH = "LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"
ANSWERED = (INITIALIZE, SET, COMMIT, FINISH)

# What an LMS has not got is answered so to a reader, by the facts (§7.1, §7.2): nothing was to be stored.
ASKED_IN_VAIN = {
    "esr": {"cmi.interactions._count"},
    "aicc_shim": {"cmi.interactions._count", "cmi.core.score._children"},
}


class Desk:
    """One learner at one computer.

    `console`: what the browser reported as warning or error of the content; `dialogs`: alerts and such, of anybody.
    """

    def __init__(self, lms: Lms, context: BrowserContext, course: Sequence[SourceModule]) -> None:
        self.lms = lms
        self.course = course
        self.context = context
        self.console: list[str] = []
        context.on("console", self._report)
        context.on("weberror", lambda error: self.console.append(str(error.error)))
        self.dialogs: list[str] = []
        context.on("dialog", self._dismiss)
        self.page = context.new_page()
        self.player = self.page

    def _report(self, message: ConsoleMessage) -> None:
        """The LMS's own pages are none of our business: what the content says, or asks for, is."""
        url = message.location.get("url", "")
        if message.type in ("warning", "error") and "/content/" in url:
            self.console.append(f"{message.text} ({url})")

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    # -- coming and going

    def launch(self, ready: bool = True) -> Learner:
        """Opens the course from the LMS. `ready`: waits until it says how progress is kept."""
        if self.page.is_closed():
            self.page = self.player = self.context.new_page()
        if self.player is not self.page and not self.player.is_closed():
            self.player.close()
        if self.lms.shape in ("popup", "opener"):
            with self.page.expect_popup() as popup:
                self.page.goto(self.lms.launch_url)
            self.player = popup.value
            self.player.wait_for_load_state()
        else:
            self.player = self.page
            self.page.goto(self.lms.launch_url)
        frame = self.player.main_frame if self.lms.shape == "opener" else self.player.frame(name="content")
        assert frame is not None
        learner = Learner(frame, self.course)
        if ready:
            expect(frame.locator("#save-state")).not_to_be_empty()
        return learner

    def close_tab(self) -> None:
        self.player.close()

    def go_elsewhere(self, button: str = "#leave") -> None:
        """By the LMS's own button: #leave, or #close-player, which blanks the content's frame."""
        frames = [frame for frame in self.player.frames if frame.locator(button).count()]
        window = frames[0] if frames else self.page.main_frame
        window.click(button)

    def wait(self, condition: Callable[[Lms], bool]) -> None:
        self.lms.wait(condition, PATIENCE)

    def shows(self, status: str, score: Any) -> None:
        """What the LMS has, as soon as it has it: some take a commit by a message that is still on its way."""
        self.wait(lambda lms: (lms.attempt.status, lms.attempt.score) == (status, score))

    def ended(self) -> None:
        """The LMS's page has reported the calls of the launch up to the last one."""
        self.wait(lambda lms: any(call.function == FINISH for call in lms.launches[-1].calls))

    # -- what was said

    @property
    def last(self) -> Launch:
        return self.lms.launches[-1]

    def written(self, launch: Launch | None = None) -> list[tuple[str, str]]:
        """Elements and values, in order, and the calls between them with no value."""
        calls = (launch or self.last).calls
        return [
            (call.arguments[0], call.arguments[1]) if call.function == SET else (call.function, "")
            for call in calls
            if call.function in ANSWERED
        ]

    def refused(self) -> list[Call]:
        """Calls of all launches that the LMS did not take, without those that it may answer with nothing."""
        expected = ASKED_IN_VAIN.get(self.lms.profile.name, set())
        return [
            call
            for call in self.lms.calls
            if not (call.function == "LMSGetValue" and call.arguments[0] in expected)
            and call.function != "LMSGetLastError"
            and (call.error not in ("0", 0) or (call.function in ANSWERED and not _yes(call.returned)))
        ]

    def calls_to_first_commit(self, launch: Launch) -> int:
        """From Initialize on; all calls of a review, in which nothing is written."""
        names = [call.function for call in launch.calls]
        return names.index(COMMIT) + 1 if COMMIT in names else len(names)


def _yes(answer: object) -> bool:
    return str(answer).lower() in ("true", "1")
