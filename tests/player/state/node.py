"""harness.ts, bundled once and kept running -> a Python object that calls the player's own functions."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


class Player:
    """`player("encode", state, course, {})`: a call of harness.ts; a thrown error fails the test."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def __call__(self, call: str, *args: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"call": call, "args": args}) + "\n")
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline())
        assert "error" not in reply, reply["error"]
        return reply["value"]


def started(folder: Path) -> Iterator[Player]:
    """Bundles the harness into a folder and runs it until it is no longer wanted."""
    bundle = folder / "harness.mjs"
    subprocess.run(
        [
            ROOT / "node_modules/.bin/esbuild",
            Path(__file__).with_name("harness.ts"),
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--target=es2019",
            "--log-level=warning",
            f"--outfile={bundle}",
        ],
        check=True,
        cwd=ROOT,
    )
    pipe = subprocess.PIPE
    with subprocess.Popen(["node", bundle], stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
        yield Player(process)
        assert process.stdin
        process.stdin.close()
