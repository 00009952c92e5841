"""Floor 2, images: what the build draws. Illustrations are composed here from data and a vocabulary of shapes."""
