"""/.well-known/security.txt: a contact that has expired is worse than none, since nobody answers it."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, site_rule

#: Days before the contact expires when editors are told.
NOTICE = 30


@site_rule()
def security_contact_old(context: Context) -> Iterator[Hit]:
    """Kontakten för säkerhetsbrister i pyproject.toml ska gälla i minst 30 dagar till. Det är en varning.

    Dåligt: security_expires = "2026-12-01" när det är den 22 november 2026
    Bra: security_expires = "2027-11-01" när det är den 22 november 2026
    """
    expires = context.settings.table.security_expires
    if expires is None:
        return
    left = (expires - context.today).days
    if left <= NOTICE:
        message = f"Kontakten för säkerhetsbrister {'slutar' if left > 0 else 'slutade'} gälla {expires}."
        suggestion = "Kontrollera security_contact och skriv en ny dag i security_expires, högst ett år fram."
        yield Hit(1, message, suggestion, "pyproject.toml")
