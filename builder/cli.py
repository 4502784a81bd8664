"""The command line: commands, options, exit codes (0 fine, 1 findings, 2 usage). The only file that prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.build import Built, Request, build, read
from builder.facilitator import NAME as NOTES
from builder.findings import Finding, as_github, as_json, as_text, has_errors
from builder.handover import recorded, size
from builder.model import Source
from builder.state_bound import words_for_notes
from builder.targets import targets

FOLDER = click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The course's folder (default: this one).",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How findings are shown.",
)
STRICT = click.option("--strict", is_flag=True, help="Warnings stop the build too.")
LOCKED = click.option("--locked", is_flag=True, help="Fail if course.lock would change (for CI).")
TARGET = click.option(
    "-t",
    "--target",
    "chosen",
    multiple=True,
    type=click.Choice(list(targets())),
    help="A package format, instead of course.yaml's; can be repeated.",
)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@FOLDER
@TARGET
@click.option(
    "--module",
    "modules",
    multiple=True,
    metavar="NAME",
    help="A package of this module only; can be repeated.",
)
@click.option(
    "--package", type=click.Choice(["course", "modules"]), default=None, help="One package, or one a module."
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Instead of dist/."
)
@STRICT
@LOCKED
@FORMAT
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but findings.")
@click.option("-v", "--verbose", is_flag=True, help="Say each step.")
@click.version_option(__version__, prog_name="coursewright")
@click.pass_context
def main(context: click.Context, /, **options: Any) -> None:
    """Compiles the course in this folder into packages for learning management systems (in dist/).

    With no command: the whole job. All that is wrong with the course is shown at once, and then nothing in
    dist/ changes.
    """
    for stream in (sys.stdout, sys.stderr):  # a Windows console that lacks a letter shows it otherwise
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if context.invoked_subcommand is not None:
        context.obj = options
        return
    request = Request(
        options["folder"].resolve(),
        options["out"].resolve() if options["out"] else None,
        options["chosen"],
        options["modules"],
        options["package"] or "",
        options["strict"],
        options["locked"],
    )
    steps = _steps(options["quiet"], options["verbose"])
    built = build(request, steps)
    steps("")
    _show(built.findings, built.source, options["form"])
    if not options["quiet"] and options["form"] == "text":
        _summary(built, request)
    sys.exit(1 if built.failed else 0)


@main.command()
@FOLDER
@TARGET
@STRICT
@LOCKED
@FORMAT
@click.pass_obj
def check(
    outer: dict[str, Any], folder: Path, chosen: tuple[str, ...], strict: bool, locked: bool, form: str
) -> None:
    """Shows what is wrong with the course; builds nothing, changes nothing."""
    folder = folder if folder != Path() else outer["folder"]
    strict, locked = strict or outer["strict"], locked or outer["locked"]
    form = form if form != "text" else outer["form"]
    request = Request(folder.resolve(), targets=chosen or outer["chosen"], strict=strict, locked=locked)
    checked = read(request)
    _show(checked.findings, checked.source, form)
    if form == "text" and not checked.findings:
        click.echo("Nothing to mend.", err=True)
    sys.exit(1 if has_errors(checked.findings) or (strict and checked.findings) else 0)


def _steps(quiet: bool, verbose: bool) -> Callable[[str], None]:
    """Progress: each step on a line of its own if asked for, one changing line on a terminal, else nothing."""

    def say(text: str) -> None:
        if verbose and text:
            click.echo(text, err=True)
        elif not verbose and not quiet and sys.stderr.isatty():
            click.echo(f"\r\033[K{text}", nl=False, err=True)

    return say


def _show(findings: list[Finding], source: Source, form: str) -> None:
    if form == "json":
        click.echo(as_json(findings))
    elif form == "github":
        click.echo(as_github(findings), nl=bool(findings))
    elif findings:
        click.echo(_coloured(as_text(findings, source)))
        errors = sum(each.severity == "error" for each in findings)
        click.echo(f"\n{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}.")


def _coloured(text: str) -> str:
    """Red and yellow for people at a terminal (NO_COLOR, https://no-color.org, is obeyed)."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    text = text.replace(": error ", f": {click.style('error', fg='red', bold=True)} ")
    return text.replace(": warning ", f": {click.style('warning', fg='yellow', bold=True)} ")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _summary(built: Built, request: Request) -> None:
    """Each package: where it is, how large, and what an LMS will record."""
    if built.failed:
        click.echo("Nothing was written. Mend what is said above, and build again.", err=True)
        return
    out = request.out or request.folder / "dist"
    shown = None
    for packed, site in built.packed:
        if site.id != shown:
            shown = site.id
            _, words = words_for_notes(site.state_bound)
            click.echo(f"\n{site.title} ({_count(site.minutes, 'minute')})")
            click.echo(f"  An LMS records: {recorded(site)}")
            click.echo(
                f"  Learners' notes: an LMS has room for about {words} words beside progress and answers."
            )
        click.echo(f"  {_shown(out / packed.name)}  {size(packed.size)}")
    click.echo(f"\nFor the people who import them: {_shown(out / 'handover.html')}")
    if built.with_notes:
        click.echo(f"For whoever leads a session: {_shown(out / NOTES)}")
    if built.lock_changed:
        click.echo("course.lock has changed: commit it, it keeps learners' progress.")


def _shown(path: Path) -> str:
    """A path as short as it is from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


if __name__ == "__main__":
    main()
