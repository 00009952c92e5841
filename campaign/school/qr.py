"""QR codes for paper that goes home: a picture that a phone reads also when the paper is copied, folded or smudged."""

from __future__ import annotations

import io

_MODULE = 8  # pixels of the smallest square
_QUIET = 4  # squares of white around, which the standard asks for


def qr_png(address: str) -> bytes:
    """A black and white PNG of the address, with the highest error correction (H: three tenths may be damaged)."""
    import segno

    buffer = io.BytesIO()
    segno.make_qr(address, error="h", boost_error=False).save(buffer, kind="png", scale=_MODULE, border=_QUIET)
    return buffer.getvalue()
