"""One page of every template, for what is measured or walked through once a template."""

from __future__ import annotations

#: Lighthouse opens no page that answers 404, so that one is opened by its file.
NOT_FOUND = "/404.html"

#: Templates whose page may still be missing.
NOT_WRITTEN_YET = {"sok"}

#: The ordinary page of each template; templates of a kind bear its name.
TEMPLATES = {
    "start": "/",
    "landning": "/lagen/",
    "artikel": "/lagen/straff/",
    "stodsok": "/stod/",
    "steg": "/ung/det-har-hant-mig/",
    "lektion": "/skola/lektioner/lagen/",
    "sok": "/sok/",
    "404": NOT_FOUND,
}
