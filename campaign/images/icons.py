"""The site's icon for browsers that ask for /favicon.ico, drawn from the same file as the icon in SVG.

There is no apple-touch-icon and no web app manifest: they are for those who save a site to the home screen, where an
icon is a trace that others see. A telephone that saves it anyhow makes an icon of its own from the page.
"""

from __future__ import annotations

import io

from campaign.images.vector import draw_svg

SIDES = (16, 32, 48)


def favicon(svg: bytes) -> bytes:
    """The drawing `svg` as an ICO file with every size of SIDES."""
    smallest, *others = (draw_svg(svg, side) for side in SIDES)
    result = io.BytesIO()
    largest = others[-1]
    sizes = [(side, side) for side in SIDES]
    largest.save(result, "ICO", sizes=sizes, append_images=[smallest, *others[:-1]])
    return result.getvalue()
