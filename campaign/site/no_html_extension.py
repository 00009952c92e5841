"""A Python-Markdown extension: HTML in a text is shown as text, and comments are left out.

The rule `html-not-allowed` says so to the editor; this is the wall behind it, for those who run MkDocs directly.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from campaign.content.markdown import COMMENT

_PRIORITY = 25  # after white space has been normalised (30)


class NoHtmlExtension(Extension):
    """Takes Python-Markdown's own handling of HTML away."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Registers the removal of comments, and deregisters blocks and tags of HTML."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Comments(md), "campaign-comments", _PRIORITY)


class _Comments(Preprocessor):
    """Leaves comments out, such as an editor's waiver of a rule."""

    def run(self, lines: list[str]) -> list[str]:
        return COMMENT.sub("", "\n".join(lines)).split("\n")
