"""Floor 4, release: staging, verification and the swap; later publishing and roll-back."""
