"""Floor 3, site: the MkDocs adapter, and what templates are given. Only this folder imports `mkdocs`."""
