"""Floor 2, images: everything that Pillow and fontTools make, with what they make kept by digest (cache.py)."""
