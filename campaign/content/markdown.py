"""A page's body, scanned once: blocks of text with lines, headings, links, images, lists, shortcodes, raw HTML.

CommonMark tokens (markdown-it-py) carry line numbers, which Python-Markdown's tree lacks. The site itself is
rendered by Python-Markdown; the checks of the built HTML catch what the two read differently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from markdown.extensions.toc import slugify, unique
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin

from campaign.content.shortcodes import Shortcode, find_shortcodes

BlockKind = Literal["heading", "paragraph", "item", "cell", "title"]


@dataclass(frozen=True)
class Block:
    """A run of text: its kind, plain text (links and emphasis resolved), first and last line."""

    kind: BlockKind
    text: str
    line: int
    last_line: int
    quoted: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading with its level (1–6) and the anchor that the site gives it."""

    level: int
    text: str
    line: int
    anchor: str


@dataclass(frozen=True)
class Link:
    """A link: its text, its target as written, its line, and the words in quotes after the target."""

    text: str
    target: str
    line: int
    title: str = ""


@dataclass(frozen=True)
class Image:
    """An image: its alternative text, its target as written, its line, and the words in quotes after the target."""

    alt: str
    target: str
    line: int
    title: str = ""


@dataclass(frozen=True)
class ListUse:
    """A list: its line and its number of items."""

    line: int
    items: int


@dataclass(frozen=True)
class Box:
    """An admonition, `!!! visa "Titel"`: its kind, its title as written, and its first and last line."""

    kind: str
    title: str
    line: int
    last_line: int


@dataclass(frozen=True)
class RawHtml:
    """HTML written in the Markdown (comments excepted)."""

    text: str
    line: int


@dataclass(frozen=True)
class Waiver:
    """`<!-- tillåt rule-id: skälet -->` on `line`: allows one rule in the block that follows.

    What it covers goes from `first_line` to `last_line`.
    """

    rule: str
    reason: str
    line: int
    first_line: int
    last_line: int


@dataclass
class Body:
    """All that the checks and the site ask of a body."""

    text: str = ""
    first_line: int = 1
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    lists: list[ListUse] = field(default_factory=list)
    shortcodes: list[Shortcode] = field(default_factory=list)
    html: list[RawHtml] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    emphases: list[int] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    depth: int = 0  # how deep lists and quotations lie in each other
    deepest_line: int = 1

    @property
    def anchors(self) -> set[str]:
        """The ids of the headings."""
        return {heading.anchor for heading in self.headings}


_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*#(?P<id>[\w-]+)[^}]*\}[ \t]*$")
_WAIVER = re.compile(r"<!--\s*tillåt\s+(?P<rule>[a-z-]+)\s*:\s*(?P<reason>[^\s-].*?)\s*-->", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    # A rule judges a link's target, not the parser, which would make `javascript:` plain text.
    setattr(parser, "validateLink", lambda _: True)  # noqa: B010
    return parser.use(admon_plugin).use(deflist_plugin)


def scan(text: str, first_line: int = 1) -> Body:
    """Scans the body `text`, whose first line has the number `first_line` in its file."""
    # `???` is pymdownx's fold-out of an admonition; the scanner reads both as admonitions.
    source = re.sub(r"^\?\?\?\+?", "!!!", text, flags=re.MULTILINE)
    body = Body(text=text, first_line=first_line)
    tokens = _parser().parse(source)
    _Scanner(body, first_line).run(tokens)
    _find_waivers(body, tokens, first_line)
    return body


class _Scanner:
    def __init__(self, body: Body, first_line: int) -> None:
        self.body = body
        self.first_line = first_line
        self.anchors: set[str] = set()
        self.open: list[str] = []
        self.lists: list[list[int]] = []  # [line, items] of each open list

    def run(self, tokens: list[Token]) -> None:
        for number, token in enumerate(tokens):
            line = self.first_line + (token.map[0] if token.map else 0)
            if token.level > self.body.depth:
                self.body.depth, self.body.deepest_line = token.level, line
            if token.type.endswith("_list_open"):
                self.lists.append([line, 0])
            elif token.type.endswith("_list_close"):
                line, items = self.lists.pop()
                self.body.lists.append(ListUse(line, items))
            elif token.type == "list_item_open":
                self.lists[-1][1] += 1
            if token.type == "admonition_open" and token.map:
                kind = str(token.meta.get("tag", ""))
                last = self.first_line + token.map[1] - 1
                self.body.boxes.append(Box(kind, token.content, line, last))
            if token.type == "html_block":
                self._html(token.content, line)
            elif token.type == "inline":
                self._inline(token, tokens[number - 1], line)
            elif token.nesting == 1:
                self.open.append(token.type)
            elif token.nesting == -1:
                self.open.pop()

    def _inline(self, token: Token, opener: Token, line: int) -> None:
        text = self._children(token, line)
        last_line = self.first_line + (token.map[1] - 1 if token.map else 0)
        kind = self._kind(opener)
        if kind == "heading":
            text = self._heading(text, int(opener.tag[1]), line)
        quoted = "blockquote_open" in self.open
        self.body.blocks.append(Block(kind, text, line, max(line, last_line), quoted))
        self.body.shortcodes.extend(find_shortcodes(text, line))

    def _kind(self, opener: Token) -> BlockKind:
        if opener.type == "heading_open":
            return "heading"
        if opener.type in ("th_open", "td_open"):
            return "cell"
        if opener.type == "admonition_title_open":
            return "title"
        in_list = any(name in ("list_item_open", "dd_open", "dt_open") for name in self.open)
        return "item" if in_list or opener.type == "dt_open" else "paragraph"

    def _heading(self, text: str, level: int, line: int) -> str:
        match = _ATTRIBUTES.search(text)
        text = text[: match.start()] if match else text
        anchor = match["id"] if match else unique(slugify(text, "-"), self.anchors)
        self.anchors.add(anchor)
        self.body.headings.append(Heading(level, text, line, anchor))
        return text

    def _children(self, token: Token, line: int) -> str:
        """The plain text of an inline token; its links, images, emphases and HTML are noted on the way."""
        parts: list[str] = []
        links: list[tuple[str, int, int, str]] = []
        cursor = 0
        for child in token.children or []:
            if child.type == "text":
                parts.append(child.content)
            elif child.type == "code_inline":
                start = token.content.find(child.markup, cursor) + len(child.markup)
                cursor = token.content.find(child.markup, start) + len(child.markup)
                breaks = token.content.count("\n", start, cursor)  # the parser makes a line break in code a space
                parts.append(child.content + "\n" * breaks)
                self.body.codes.append(child.content)
                line += breaks
            elif child.type in ("softbreak", "hardbreak"):
                parts.append("\n")
                line += 1
            elif child.type == "link_open":
                title = str(child.attrGet("title") or "")
                links.append((str(child.attrGet("href") or ""), line, len(parts), title))
            elif child.type == "link_close":
                target, start, first, title = links.pop()
                self.body.links.append(Link("".join(parts[first:]).strip(), target, start, title))
            elif child.type == "image":
                title = str(child.attrGet("title") or "")
                self.body.images.append(Image(child.content.strip(), str(child.attrGet("src") or ""), line, title))
                parts.append(child.content)
                line += sum(inner.type in ("softbreak", "hardbreak") for inner in child.children or [])
            elif child.type == "em_open":
                self.body.emphases.append(line)
            elif child.type == "html_inline":
                if not child.content.startswith("</"):  # told where the tag was opened
                    self._html(child.content, line)
                parts.append("\n" * child.content.count("\n"))
                line += child.content.count("\n")
        return "".join(parts)

    def _html(self, content: str, line: int) -> None:
        rest = COMMENT.sub("", content).strip()
        if rest:
            self.body.html.append(RawHtml(rest.splitlines()[0], line))


def _find_waivers(body: Body, tokens: list[Token], first_line: int) -> None:
    for number, token in enumerate(tokens):
        if token.type != "html_block" or not token.map:
            continue
        line = first_line + token.map[0]
        after = [block for block in body.blocks if block.line > line]
        last = after[0].last_line if after else first_line + token.map[1]
        start = line
        if number + 1 < len(tokens) and tokens[number + 1].type == "table_open":
            last = first_line + (tokens[number + 1].map or [0, 1])[1] - 1
        if after and after[0] is body.blocks[0]:
            start = first_line  # above the first text: what concerns the whole page is told on its first line
        for match in _WAIVER.finditer(token.content):
            body.waivers.append(Waiver(match["rule"], match["reason"], line, start, last))
