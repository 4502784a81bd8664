"""A launch and its shape -> the HTML pages of the LMS around the content."""

from __future__ import annotations

import json
from html import escape

STYLE = """
html, body { margin: 0; block-size: 100%; font: 1rem/1.4 system-ui, sans-serif }
body { display: flex; flex-direction: column }
nav { display: flex; gap: .5rem; align-items: center; padding: .5rem; background: #2b2f36; color: #fff }
nav strong { margin-inline-end: auto }
button { font: inherit; padding: .25rem .75rem }
iframe { flex: 1; border: 0; inline-size: 100% }
main { padding: 1rem }
"""


def page(title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style>{head}</head><body>{body}</body></html>"
    )


def bar(title: str, owner: str = "window") -> str:
    """The LMS's own controls. `owner`: the window whose `LmsPage` they work on."""
    return (
        f"<nav><strong>{escape(title)}</strong>"
        f'<button id="close-player" onclick="{owner}.LmsPage.close()">Close player</button>'
        f'<button id="leave" onclick="{owner}.LmsPage.leave()">Leave</button></nav>'
    )


def scripts(config: dict[str, object]) -> str:
    """`window.LMS_PAGE` (page.js), then the run-time."""
    data = json.dumps(config).replace("<", "\\u003c")
    return (
        f"<script>window.LMS_PAGE = {data}</script>"
        '<script src="/lms/scorm12.js"></script><script src="/lms/page.js"></script>'
    )


def frame(url: str, name: str = "content") -> str:
    return f'<iframe name="{name}" title="{name}" src="{escape(url)}" allow="fullscreen"></iframe>'


def frameset(title: str, url: str, name: str, head: str) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head>"
        '<frameset rows="60,*" border="0"><frame name="lms_frame" title="LMS" src="/lms/bar">'
        f'<frame name="{name}" title="{name}" src="{escape(url)}"></frameset></html>'
    )


def launcher(title: str, player: str) -> str:
    """Opens the player in a window of its own."""
    return page(title, opener(f"window.open('{player}', 'player', 'width=1024,height=768')"))


def opener(act: str) -> str:
    """Does `act`, which opens a window, at once where the browser allows it, and by a button."""
    return f'<main><button id="open" onclick="{act}">Open</button></main><script>{act}</script>'


def notice(title: str, text: str) -> str:
    return page(title, f'<main><p id="notice">{escape(text)}</p></main>')
