"""One key is written, and every other byte stays."""

from __future__ import annotations

import pytest

from campaign.content.front_matter import TwinHead, read_head, split_head
from campaign.editing.head_lines import with_key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\nsource_hash: x\n---\nT\n", "---\ntitle: A\nsource_hash: ny\n---\nT\n"),
        ("---\ntitle: A\n---\nT\n", "---\ntitle: A\nsource_hash: ny\n---\nT\n"),
        ("---\r\ntitle: A\r\n---\r\nT\r\n", "---\r\ntitle: A\r\nsource_hash: ny\r\n---\r\nT\r\n"),
        ("\ufeff---\nsource_hash: x\n---\nT", "\ufeff---\nsource_hash: ny\n---\nT"),
        ("---\nsource_hash: x # skälet\ntitle: A\n---\nT", "---\nsource_hash: ny # skälet\ntitle: A\n---\nT"),
        ("---\nsource_hash: x\n# om titeln\ntitle: A\n---\nT", "---\nsource_hash: ny\n# om titeln\ntitle: A\n---\nT"),
        ("---\nsource_hash:\n  x\ntitle: A\n---\nT", "---\nsource_hash: ny\ntitle: A\n---\nT"),
        ("---\nsource_hash:\n# om titeln\ntitle: A\n---\nT", "---\nsource_hash: ny\n# om titeln\ntitle: A\n---\nT"),
        ("---\n# överst\nsource_hash: 'x'\n---\nT", "---\n# överst\nsource_hash: ny\n---\nT"),
        ("---\nsource_hash: >\n  x\n\n# om\ntitle: A\n---\nT", "---\nsource_hash: ny\n\n# om\ntitle: A\n---\nT"),
        ("---\n\"source_hash\": x\n---\nsource_hash: y\n", "---\nsource_hash: ny\n---\nsource_hash: y\n"),
        ("---\nsource_hash:\n- x\n- y\n# om\ntitle: A\n---\nT", "---\nsource_hash: ny\n# om\ntitle: A\n---\nT"),
        ("---\n{title: A}\n---\nT", "---\n{title: A, source_hash: ny}\n---\nT"),
        ("---\n{source_hash: x, title: A}\n---\nT", "---\n{source_hash: ny, title: A}\n---\nT"),
        ("---\n# bara det här\n---\nT", "---\n# bara det här\nsource_hash: ny\n---\nT"),
        ("---\n---\nT", "---\nsource_hash: ny\n---\nT"),
        ("---   \ntitle: 😀 å\nsource_hash: x\n---  \nT", "---   \ntitle: 😀 å\nsource_hash: ny\n---  \nT"),
    ],
)  # fmt: skip
def test_the_value_is_replaced_where_it_stands(before: str, after: str) -> None:
    written = with_key(before.encode(), "source_hash", "ny").decode()
    assert written == after
    parts = split_head(written.removeprefix("\ufeff").replace("\r\n", "\n"))
    assert parts
    head = read_head(parts.yaml, "a.md", TwinHead).head
    assert isinstance(head, TwinHead) and head.source_hash == "ny"


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(ValueError, match="front matter"):
        with_key(b"Text", "source_hash", "ny")
