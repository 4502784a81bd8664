"""Nothing the author wrote is lost: every word of the sources is on the page it was written for."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import yaml
from lms.courses import Packages
from playwright.sync_api import BrowserContext

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
LABELS = re.compile(r"^(Hint|Because|Description): ", re.M)
# Every text on the page, its pieces kept apart: words of two paragraphs are not to run together.
TEXTS = """article => {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.data);
  return found.join(" ");
}"""


def words(text: str) -> Counter[str]:
    text = re.sub(r"[‘’]", "'", re.sub(r"[“”]", '"', text))
    return Counter(each.lower() for each in WORD.findall(text))


def sources(path: Path) -> list[str]:
    """module.md -> the words of its pages: front matter, directives and marks taken away, no more."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    body = re.sub(r"^:::\{details\} *(.*)$", r"\1", body, flags=re.M)
    body = re.sub(r"^:::.*$|^:[a-z-]+:.*$", "", body, flags=re.M)
    if "assessment" in yaml.safe_load(front):
        body = re.sub(r"^ *>.*$|^(?:Because|Hint): .*$", "", body, flags=re.M)
    body = re.sub(r"\{#[^}]*\}|\{lang=[^}]*\}|\[\^[^\]]*\]:?|^( *- )\[[ x]\]", r"\1", body, flags=re.M)
    body = LINK.sub(r"\1", body)
    body = re.sub(r" -> #[\w-]+", "", body)  # where a conversation goes on
    body = re.sub(r"^ *\d+\. ", "", body, flags=re.M)
    body = LABELS.sub("", body)
    parts = re.split(r"^## ", body, flags=re.M)
    return parts if parts[0].strip() else parts[1:]


def test_every_word_is_on_its_page(context: BrowserContext, shipped: Packages, tmp_path: Path) -> None:
    with zipfile.ZipFile(shipped.zip("web")) as archive:
        archive.extractall(tmp_path)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_selector("html.js #save-state:not(:empty)")
    articles = page.locator("article[data-page]").all()
    written = [
        (module.slug, text)
        for module in shipped.modules
        for text in sources(shipped.folder / "modules" / module.slug / "module.md")
    ]
    assert len(articles) == len(written)
    total = 0
    for article, (slug, text) in zip(articles, written, strict=True):
        wanted = words(text)
        total += wanted.total()
        assert wanted - words(article.evaluate(TEXTS)) == Counter(), f"{slug}: {text[:40]!r}"
    assert total > 7000


def test_outcomes_titles_and_sources_are_there_too(
    context: BrowserContext, shipped: Packages, tmp_path: Path
) -> None:
    with zipfile.ZipFile(shipped.zip("web")) as archive:
        archive.extractall(tmp_path)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    shown = words(page.locator("main").evaluate(TEXTS))
    for module in shipped.modules:
        front = (
            (shipped.folder / "modules" / module.slug / "module.md").read_text("utf-8").split("---\n", 2)[1]
        )
        settings = yaml.safe_load(front)
        for text in [settings["title"], *settings.get("outcomes", []), *settings.get("sources", [])]:
            assert words(LINK.sub(r"\1", text)) - shown == Counter()
