"""One page of every template, for what is measured or walked through once a template."""

from __future__ import annotations

#: Lighthouse opens no page that answers 404, so that one is opened by its file.
NOT_FOUND = "/404.html"

#: The ordinary page of each template; templates of a kind bear its name.
TEMPLATES = {
    "start": "/",
    "landning": "/lagen/",
    "artikel": "/lagen/straff/",
    "stodsok": "/stod/",
    "steg": "/ung/det-har-hant-mig/",
    "lektion": "/skola/lektioner/lagen/",
    "elevblad": "/skola/lektioner/lagen-elev/",
    "hjalpkarta": "/skola/hjalpkarta/",
    "galleri": "/material/",
    "personal": "/yrkesverksamma/utbildning/",
    "sok": "/sok/",
    "komponenter": "/om/komponenter/",
    "404": NOT_FOUND,
}

#: The same and some in lättläst, for what is walked through by keyboard and in every state.
WALKED = [*TEMPLATES.values(), "/lattlast/", "/lattlast/lagen/straff/", "/lattlast/stod/",
          "/lattlast/ung/det-har-hant-mig/"]  # fmt: skip
