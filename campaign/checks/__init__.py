"""Floor 2, checks: every rule, and `run_checks`, which gives all findings of a site at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from campaign.checks import (
    addresses,
    characters,
    clauses,
    dates,
    files,
    grammar,
    illustrations,
    language,
    lesson_block,
    lesson_sheets,
    lessons,
    links,
    media,
    metadata,
    numbers,
    parity,
    passive,
    poster_claims,
    poster_markup,
    poster_reading,
    posters,
    rare_words,
    reading,
    safety,
    search,
    security_txt,
    services,
    signs,
    spelling,
    staff,
    structure,
    terms,
)
from campaign.checks.registry import PAGE_RULES, RULES, SITE_RULES, Context, Rule
from campaign.content.pages import Page, Site
from campaign.findings import Finding
from campaign.settings import Settings, VariantName

__all__ = ["RULES", "Rule", "run_checks", "run_rules", "waivers_in_use"]

#: The modules register their rules when they are imported; this keeps the imports from looking unused.
MODULES = (
    clauses,
    dates,
    addresses,
    characters,
    files,
    grammar,
    illustrations,
    language,
    lesson_block,
    lesson_sheets,
    lessons,
    links,
    media,
    metadata,
    numbers,
    parity,
    passive,
    poster_claims,
    poster_markup,
    poster_reading,
    posters,
    rare_words,
    reading,
    safety,
    search,
    security_txt,
    services,
    signs,
    spelling,
    staff,
    structure,
    terms,
)


def steps(site: Site) -> int:
    """How many times `run_checks` calls its `step`: once a page and once a rule of the whole site."""
    return len({page.path for page in site.sound_pages()}) + len(SITE_RULES)


def run_checks(
    site: Site,
    settings: Settings,
    today: datetime.date,
    *,
    spelling: bool = False,
    step: Callable[[], None] = lambda: None,
) -> list[Finding]:
    """Every finding of the site, sorted by path and line; those found while reading are among them.

    `spelling` also looks every word up; `step` is called as the work goes on. Raises FileNotFoundError or
    RuntimeError when the dictionary cannot be used.
    """
    return run_rules(Context(site, settings, today, spelling), step)


def run_rules(context: Context, step: Callable[[], None] = lambda: None) -> list[Finding]:
    """The same for who also asks the context, which keeps each page's sentences."""
    site, settings = context.site, context.settings
    findings = [
        finding.with_severity(settings.severity(finding.rule, _variant(finding.path))) for finding in site.findings
    ]
    by_path = {page.path: page for page in site.sound_pages()}
    for page in by_path.values():
        findings.extend(_page_findings(page, context))
        step()
    for rule_id, rule in SITE_RULES.items():
        for hit in rule(context):
            told = by_path.get(hit.path)
            if told and _is_waived(told, rule_id, hit.line):
                continue
            severity = settings.severity(rule_id, _variant(hit.path))
            findings.append(Finding(hit.path, hit.line, rule_id, hit.message, hit.suggestion, severity))
        step()
    return sorted(set(findings))


def _page_findings(page: Page, context: Context) -> Iterator[Finding]:
    for rule_id, rule in PAGE_RULES.items():
        severity = context.settings.severity(rule_id, page.variant.value)
        for hit in rule(page, context):
            if not _is_waived(page, rule_id, hit.line):
                yield Finding(page.path, hit.line, rule_id, hit.message, hit.suggestion, severity)


def _is_waived(page: Page, rule_id: str, line: int) -> bool:
    return not RULES[rule_id].safety and any(
        waiver.rule == rule_id and waiver.first_line <= line <= waiver.last_line for waiver in page.body.waivers
    )


def _variant(path: str) -> VariantName:
    return "lattlast" if path.endswith(".lattlast.md") else "sv"


def waivers_in_use(site: Site) -> Iterator[tuple[str, int, str, str]]:
    """Every waiver on the site: path, line, rule and the reason given."""
    for page in site.sound_pages():
        for waiver in page.body.waivers:
            yield page.path, waiver.line, waiver.rule, waiver.reason
