"""Floor 3, editing: what the commands of the editorial week do to texts, and tell of them."""
