"""QR codes as dark and light modules, for pictures and vector paper alike."""

from __future__ import annotations

#: Light modules around the code, which the standard asks for.
QUIET_ZONE = 4

#: The smallest module on paper, in millimetres: it survives a copying machine and a cheap camera.
SMALLEST_MODULE = 0.38

#: More signs make modules too small to read; our own short addresses are far below.
MOST_SIGNS = 90


class CodeError(ValueError):
    """An address cannot stand as a QR code; the text says why and what to do, in Swedish."""


def qr_modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules by row, True is dark, without the quiet zone; the highest error correction, no logo.

    Raises CodeError for what is not an https address or is too long.
    """
    import segno

    if not address.startswith("https://"):
        raise CodeError(f"Adressen ”{address}” ska börja med https://, så att telefonen öppnar den.")
    if len(address) > MOST_SIGNS:
        raise CodeError(f"Adressen ”{address[:40]}…” har {len(address)} tecken, högst {MOST_SIGNS}. Välj en kortare.")
    code = segno.make_qr(address, error="h", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
