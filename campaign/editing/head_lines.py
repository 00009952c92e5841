"""One key of a page's front matter, written so that every other byte of the file stays as it was."""

from __future__ import annotations

import re

import yaml

_BEGIN = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def with_key(content: bytes, key: str, value: str) -> bytes:
    """A page's file with `key: value` in its front matter, which can be read (the page is not broken).

    An old value is replaced where it stands, however many lines it has; comments stay. A new key is put last.
    """
    text = content.decode()
    begin = _BEGIN.match(text)
    end = _END.search(text, begin.end()) if begin else None
    if begin is None or end is None:
        raise ValueError("the file has no front matter")
    head = text[begin.end() : end.start()]
    root = yaml.compose(head, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for key_node, value_node in pairs:
        if key_node.value == key:
            first, last = key_node.start_mark.index, _last_sign(value_node)
            last = len(head[:last].rstrip()) if last > first else last
            head = f"{head[:first]}{key}: {value}{head[last:]}"
            break
    else:
        if isinstance(root, yaml.MappingNode) and root.flow_style:  # {title: Straffet}
            brace = root.end_mark.index - 1
            head = f"{head[:brace]}{', ' if pairs else ''}{key}: {value}{head[brace:]}"
        else:
            ending = "\r\n" if begin[0].endswith("\r\n") else "\n"
            head = f"{head}{key}: {value}{ending}"
    return (text[: begin.end()] + head + text[end.start() :]).encode()


def _last_sign(node: yaml.Node) -> int:
    """Where a value ends; the mark of a list or table in block style stands after the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_sign(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
