"""The one table of headers: what servers say beside each file, and the policy that stands in every page.

`headers(path, status)` is the table; campaign/hosting/ turns it into configurations of servers. A host that cannot send
headers still has the policy of the meta tag.
"""

from __future__ import annotations

import re
from enum import StrEnum

from campaign.media.files import FILE_PATTERN as POSTER_FILE
from campaign.school.files import FOLDER as KIT_FOLDER

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}

#: What the header says besides. There is no web manifest and no worker but the search's, so `default-src` and
#: `script-src` speak for those. Every address in a page is relative and HSTS keeps the rest at https, so
#: `upgrade-insecure-requests` would change nothing.
HEADER_DIRECTIVES = {
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",  # the search makes it, and lets one address through (overrides/assets/sok.js)
}


def _written(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


#: The policy of the meta tag in every page.
POLICY = _written(DIRECTIVES)

#: The policy of the header, which is stricter.
HEADER_POLICY = _written(DIRECTIVES | HEADER_DIRECTIVES)

#: The search's worker compiles WebAssembly, and a worker obeys the policy of its own response: no page may do that.
WORKER = "/pagefind/pagefind-worker.js"
WORKER_POLICY = _written(DIRECTIVES | HEADER_DIRECTIVES | {"script-src": "'self' 'wasm-unsafe-eval'"})

#: Features of the browser that no page may use. Chromium knows all these names; it warns of one that it does not know.
_OFF = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
#: What our own scripts use: a slide show fills the screen, and a button copies a lesson's short address.
_OWN = ("clipboard-write", "fullscreen")

PERMISSIONS = ", ".join(sorted([*(f"{name}=()" for name in _OFF), *(f"{name}=(self)" for name in _OWN)]))

#: Of every response, whatever its file and status. HSTS says nothing of hosts below this one: they may be others'.
EVERYWHERE = {
    "Content-Security-Policy": HEADER_POLICY,
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Content-Type-Options": "nosniff",
}


class Kind(StrEnum):
    """What a response is, for how long it may be kept."""

    PAGE = "page"  # a page, and what tells which page was read: its pictures and what the search fetched
    HASHED = "hashed"  # its name changes with its content
    OTHER = "other"  # what is fetched to be kept, or by machines
    ERROR = "error"  # errors and redirects


CACHE = {
    Kind.PAGE: "no-store",
    Kind.HASHED: "public, max-age=31536000, immutable",
    Kind.OTHER: "no-cache",
    Kind.ERROR: "no-store",
}

#: Addresses of the two kinds that may be kept: a poster's files are fetched to be kept, as the school's are; the page
#: where they stand is not. Whatever is not known here is not kept: no new file leaves a trace.
#: The patterns are read by Python, PCRE (nginx, Apache) and RE2 (Caddy).
PATTERNS = {
    Kind.HASHED: r"^/assets/[a-z0-9-]+\.[0-9a-f]{8}\.[a-z0-9]+$",
    Kind.OTHER: rf"^/(?:{KIT_FOLDER}[^/]+|{POSTER_FILE}|\.well-known/[^/]+|[^/]+\.(?:ico|json|txt|xml))$",
}

#: The statuses that bring a file, whole, in part or as it was.
SUCCESS = (200, 206, 304)


def kind_of(path: str, status: int = 200) -> Kind:
    """The kind of a response: `path` is the address from the root with a slash first, without its query."""
    if status not in SUCCESS:
        return Kind.ERROR
    return next((kind for kind, pattern in PATTERNS.items() if re.search(pattern, path)), Kind.PAGE)


def headers(path: str, status: int = 200) -> dict[str, str]:
    """Every header of the table for a response, by name."""
    policy = WORKER_POLICY if path == WORKER and status in SUCCESS else HEADER_POLICY
    return EVERYWHERE | {"Content-Security-Policy": policy, "Cache-Control": CACHE[kind_of(path, status)]}
