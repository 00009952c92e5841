"""The content security policy: only the site's own files, no inline script, style or event attribute."""

from __future__ import annotations

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

#: The one policy, for the meta tag in every page and for servers' headers.
POLICY = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
