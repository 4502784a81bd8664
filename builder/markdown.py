"""Markdown text -> tokens -> HTML: the one file that knows markdown-it.

CommonMark with tables, footnotes, typographic quotes and dashes, `[phrase]{lang=cy}` and colon fences
(`:::{name}`). Raw HTML is off. Headings go up one level when rendered: the page's own title is the h1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.model import Prose, Spot

TRAILING_ID = re.compile(r"\s*\{#([^{}\s]*)\}\s*$")
CHECKBOX = re.compile(r"\[([ xX])\](?:\s+|$)")


class Surroundings(Protocol):
    """What rendering needs from the page that the words stand on."""

    def image(self, source: str, alt: str, spot: Spot) -> str:
        """The HTML of an image."""
        ...

    def link(self, address: str, spot: Spot) -> dict[str, str]:
        """The attributes of a link, `href` among them."""
        ...

    def label(self, key: str) -> str:
        """A string of the course's language."""
        ...

    page_id: str


class _Renderer(RendererHTML):
    """HTML for our pages: figures, table scrollers, links and footnotes that a screen reader announces well."""

    def paragraph_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        if _lone_image(tokens, index) is not None:
            return "<figure>"
        return self.renderToken(tokens, index, options, env)

    def paragraph_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        image = _lone_image(tokens, index - 2)
        if image is None:
            return self.renderToken(tokens, index, options, env)
        caption = image.attrGet("title")
        return (f"<figcaption>{escapeHtml(str(caption))}</figcaption>" if caption else "") + "</figure>\n"

    def heading_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f"<h{_level(tokens[index], env)}>"

    def heading_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f"</h{_level(tokens[index], env)}>\n"

    def table_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        label = escapeHtml(_table_name(tokens, index, env["around"].label("text.table")))
        return f'<div class="scroller" role="region" tabindex="0" aria-label="{label}"><table>\n'

    def table_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        align = str(tokens[index].attrGet("style") or "").removeprefix("text-align:")
        return f'<th scope="col" class="align-{align}">' if align else '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        align = str(tokens[index].attrGet("style") or "").removeprefix("text-align:")
        return f'<td class="align-{align}">' if align else "<td>"

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        label = escapeHtml(env["around"].label("text.code"))
        code = escapeHtml(tokens[idx].content)
        return f'<pre class="scroller" role="region" tabindex="0" aria-label="{label}"><code>{code}</code></pre>\n'

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return self.code_block(tokens, idx, options, env)

    def image(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        token = tokens[index]
        return str(
            env["around"].image(str(token.attrGet("src") or ""), _words(token.children or []), env["spot"])
        )

    def link_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        attributes = env["around"].link(str(tokens[index].attrGet("href") or ""), env["spot"])
        written = "".join(f' {name}="{escapeHtml(value)}"' for name, value in attributes.items())
        env.setdefault("links", []).append(attributes.get("target") == "_blank")
        return f"<a{written}>"

    def link_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        if not env["links"].pop():
            return "</a>"
        return f'<span class="visually-hidden"> {escapeHtml(env["around"].label("opens.new"))}</span></a>'

    def footnote_ref(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        number, again = tokens[index].meta["id"] + 1, tokens[index].meta.get("subId", 0)
        page = env["around"].page_id
        own = f"{page}-ref{number}" + (f"-{again}" if again else "")
        label = escapeHtml(f"{env['around'].label('text.footnote')} {number}")
        return (
            f'<sup><a href="#{page}-note{number}" id="{own}" role="doc-noteref" aria-label="{label}" '
            f'class="footnote-ref">{number}</a></sup>'
        )

    def footnote_block_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        label = escapeHtml(env["around"].label("text.footnotes"))
        return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}"><ol>\n'

    def footnote_block_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</ol></section>\n"

    def footnote_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return f'<li id="{env["around"].page_id}-note{tokens[index].meta["id"] + 1}">'

    def footnote_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        number, again = tokens[index].meta["id"] + 1, tokens[index].meta.get("subId", 0)
        target = f"{env['around'].page_id}-ref{number}" + (f"-{again}" if again else "")
        label = escapeHtml(env["around"].label("text.footnote.back"))
        return f' <a href="#{target}" role="doc-backlink" aria-label="{label}" class="footnote-back">↑</a>'


def _level(heading: Token, env: Any) -> int:
    """The level that a heading is rendered with."""
    lower: int = env.get("lower", -1)
    return min(6, max(2, int(heading.tag[1]) + lower))


def _lone_image(tokens: Sequence[Token], opening: int) -> Token | None:
    """The image of a paragraph that holds nothing else."""
    if opening < 0 or tokens[opening].type != "paragraph_open":
        return None
    children = tokens[opening + 1].children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _make(*, footnotes: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "typographer": True}, renderer_cls=_Renderer)
    made.enable(["table", "smartquotes", "replacements"])
    made.use(colon_fence_plugin).use(attrs_plugin, spans=True, allowed=["lang", "dir"])
    if footnotes:
        made.use(footnote_plugin)  # brings its own HTML, which ours replaces
        for name in dir(_Renderer):
            if name.startswith("footnote_"):
                made.add_render_rule(name, getattr(_Renderer, name))
    return made


_PAGE = _make(footnotes=True)
_INSIDE = _make(footnotes=False)


def tokens_of(text: str, env: MutableMapping[str, Any], *, page: bool) -> list[Token]:
    """The tokens of a whole page or of a directive's body (no footnotes inside those)."""
    return (_PAGE if page else _INSIDE).parse(text + "\n", env)


def _table_name(tokens: Sequence[Token], index: int, word: str) -> str:
    """The word for a table and the heads of its columns: two tables of a page must not be called the same."""
    end = next(at for at in range(index, len(tokens)) if tokens[at].type == "thead_close")
    heads = [plain([each]) for each in tokens[index:end] if each.type == "inline"]
    return ": ".join(part for part in (word, ", ".join(each for each in heads if each)) if part)


def prose_of(text: str, spot: Spot) -> Prose:
    """Markdown of a directive's body with its place."""
    return Prose(text, spot, tuple(tokens_of(text, {}, page=False)))


def inline_of(text: str, spot: Spot) -> Prose:
    """Markdown of one line, in which nothing begins a list or a heading: the name in a cell."""
    return Prose(text, spot, tuple(_INSIDE.parseInline(text, {})))


def table_lines(prose: Prose) -> tuple[int, int] | None:
    """Of the first table in a text, its first line and the one after its last, from 0."""
    for token in prose.tokens:
        if token.type == "table_open" and token.level == 0:
            return token.map[0], token.map[1]
    return None


def linked(words: Prose, address: str, spot: Spot) -> Prose:
    """The words as one link; what is found about the address points at where that is written."""
    opening = Token("link_open", "a", 1, attrs={"href": address})
    tokens = (
        each.copy(children=[opening, *(each.children or []), Token("link_close", "a", -1)])
        if each.type == "inline"
        else each
        for each in words.tokens
    )
    return Prose(address, spot, tuple(tokens))


def to_html(prose: Prose, around: Surroundings, *, lower: int = -1) -> str:
    """Block HTML. Headings go down by `lower` levels; on a page they go up, as its title is the h1."""
    env = {"around": around, "spot": prose.spot, "lower": lower}
    return str(_PAGE.renderer.render(prose.tokens, _PAGE.options, env))


def to_inline(prose: Prose, around: Surroundings) -> str:
    """HTML without the outer paragraph where there is just one; else the paragraphs joined by line breaks."""
    env = {"around": around, "spot": prose.spot}
    renderer = cast(_Renderer, _PAGE.renderer)
    parts = [
        renderer.renderInline(each.children or [], _PAGE.options, env)
        for each in prose.tokens
        if each.type == "inline"
    ]
    return "<br>".join(parts)


def plain(tokens: Sequence[Token]) -> str:
    """The words without mark-up, blocks separated by a space."""
    words = [_words(each.children or []) for each in tokens if each.type == "inline"]
    return re.sub(r"\s+", " ", " ".join(words)).strip()


def _words(children: Sequence[Token]) -> str:
    found = []
    for each in children:
        if each.type in ("text", "code_inline"):
            found.append(each.content)
        elif each.type in ("softbreak", "hardbreak"):
            found.append(" ")
        elif each.type == "image":
            found.append(_words(each.children or []))
    return "".join(found)


@dataclass(frozen=True)
class Mention:
    """A link, an image or a heading in a prose, with its place (the line it stands on)."""

    kind: str  # "link", "image" or "heading"
    target: str  # address or source; "" for a heading
    text: str
    spot: Spot
    level: int = 0


def mentions(prose: Prose) -> Iterator[Mention]:
    """Links, images and headings in reading order, each at its own line and column."""
    rows = prose.text.split("\n")
    for index, token in enumerate(prose.tokens):
        if token.type != "inline":
            continue
        first = prose.spot.line + (token.map[0] if token.map else 0)
        if index and prose.tokens[index - 1].type == "heading_open":
            level = int(prose.tokens[index - 1].tag[1])
            row = rows[first - prose.spot.line].rstrip() if first - prose.spot.line < len(rows) else ""
            spot = Spot(prose.spot.path, first, 1, max(1, len(row)))
            yield Mention("heading", "", _words(token.children or []), spot, level)
        line = first
        cursor = 0
        for position, child in enumerate(token.children or []):
            if child.type in ("softbreak", "hardbreak"):
                line += 1
                cursor = 0
            if child.type not in ("link_open", "image"):
                continue
            target = str(child.attrGet("href" if child.type == "link_open" else "src") or "")
            row = rows[line - prose.spot.line] if line - prose.spot.line < len(rows) else ""
            written = next(
                (each for each in (target, unquote(target)) if each and row.find(each, cursor) >= 0), ""
            )
            column = row.find(written or "](", cursor)
            cursor = column + 1 if column >= 0 else cursor
            offset = prose.spot.column if line == prose.spot.line else 1
            spot = Spot(prose.spot.path, line, max(column, 0) + offset, max(1, len(written)))
            if child.type == "image":
                yield Mention("image", target, _words(child.children or []), spot)
            else:
                closing = next(
                    (
                        n
                        for n, each in enumerate(token.children or [])
                        if n > position and each.type == "link_close"
                    ),
                    position + 1,
                )
                yield Mention("link", target, _words((token.children or [])[position + 1 : closing]), spot)
