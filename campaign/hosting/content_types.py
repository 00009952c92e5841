"""The content type of every kind of file on the site; what has none here is unknown and is sent as bytes."""

from __future__ import annotations

from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
_UTF_8 = "; charset=utf-8"

#: By what a file's name ends with. Texts say that they are UTF-8.
CONTENT_TYPES = {
    "html": f"text/html{_UTF_8}",
    "css": f"text/css{_UTF_8}",
    "js": f"text/javascript{_UTF_8}",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": f"text/plain{_UTF_8}",
    "xml": f"application/xml{_UTF_8}",
    "csv": f"text/csv{_UTF_8}",
    "ico": "image/x-icon",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "imscc": "application/zip",
    "zip": "application/zip",
    "pagefind": UNKNOWN,  # the search's own files are packed by itself
    "pf_fragment": UNKNOWN,
    "pf_index": UNKNOWN,
    "pf_meta": UNKNOWN,
}

#: The kinds that brotli and gzip make smaller.
TEXTS = ("html", "css", "js", "json", "svg", "txt", "xml", "csv", "ico")


def content_type(path: str) -> str:
    """The content type of the file at `path`; an address that ends with a slash is a page."""
    name = "index.html" if path.endswith("/") else path
    return CONTENT_TYPES.get(PurePosixPath(name).suffix.removeprefix("."), UNKNOWN)
