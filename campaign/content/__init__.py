"""Floor 1, content: strict reading of pages and data, and the model. Pure: no clock, no network, no MkDocs."""
