"""Floor 2, images: what Pillow and fontTools make (kept by digest), and illustrations composed from shapes."""
