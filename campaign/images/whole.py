"""A cut picture is never taken for a whole one, whatever another library asks of Pillow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ImageFile


@contextmanager
def whole_pictures_only() -> Iterator[None]:
    """Around the import of a library that lets Pillow read cut pictures, for the whole process (WeasyPrint does)."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
