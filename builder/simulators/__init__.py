"""LMSs and an LRS as they really behave, on this machine: for tests, preview and verification.

    with Lms(profile("moodle_strict"), Path("course.zip"), Learner("nurse1", "Okafor, Ada")) as lms:
        page.goto(lms.launch_url)

profile.py and profiles/ say what each LMS does; scorm12.js is its API in the browser, attempt.py what
it keeps, faults.py what can be made to go wrong; lms.py puts them behind a server (server.py); lrs.py is
the LRS.
"""

from builder.simulators.attempt import Attempt, Call, Launch, Learner, Message
from builder.simulators.faults import Faults
from builder.simulators.lms import Lms
from builder.simulators.lrs import Lrs
from builder.simulators.manifest import Manifest, ManifestError, Tincan, read_manifest, read_tincan
from builder.simulators.profile import Profile, Shape, names, profile
from builder.simulators.server import PackageServer

__all__ = [
    "Attempt",
    "Call",
    "Faults",
    "Launch",
    "Learner",
    "Lms",
    "Lrs",
    "Manifest",
    "ManifestError",
    "Message",
    "PackageServer",
    "Profile",
    "Shape",
    "Tincan",
    "names",
    "profile",
    "read_manifest",
    "read_tincan",
]
