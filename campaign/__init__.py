"""The campaign's generator: Markdown in two variants goes in, a checked static site comes out.

    docs/*.md, docs/_data/*.yml ─ load_site ─▶ Site ─ run_checks(today) ─▶ [Finding] ─▶ terminal | json | pull request
                                                │
                                                ├─ plugin ─▶ MkDocs + overrides/ ─▶ staging ─ verify ─▶ swap ─▶ site/
                                                └─ summary ─▶ pages.json

The floors; a module imports from floors below and from its own, never upward, never in a circle:

    0  findings, schema, settings, targets, allowed   what a check says; closed schemas with Swedish errors;
                  [tool.campaign], and the targets of [tool.campaign.publish]
    1  content/    strict reading of pages and data, and the model: Site, Page, variants, services (with before: what to
                  know before you tell), facts, illustrations, posters, synonyms, comprehension, review
    2  images/     illustrations composed of overrides/shapes/, and what Pillow and fontTools make: the subset font,
                  responsive pictures, the card, the icon
    2  media/      posters, screens and cards: composed in millimetres, drawn as PNG and as vector PDF for print
    2  checks/     a rule = a decorated generator, with Dåligt and Bra in its docstring: language, safety, pairs, data
    2  school/     the school kit: slides, printed sheets, documents, cartridges, catalogue, of plain fragments
    3  site/       the MkDocs adapter, shortcodes and lists, what the templates are given, the search, the editor's
                  panel under `campaign serve`; only here is mkdocs imported
    3  editing/    what communicators do with texts: write (drafts, menu lines), compare (git's history), mark, mend
                  (fixes), take stock (status), what a change did (changes, receipt, drill), the guide's reference
    3  follow_up/ access logs without personal data → counts → the follow-up report
    4  release/    staging → verify → manifest → swap, and the gate that a release must pass
    4  hosting/    configurations of web servers out of the one table of headers (site/security.py), and packed files
    4  publishing/  a built site to its readers: releases in a folder, over SSH, in an object store; lock, verification
                  on the far side, rollback
    5  cli/        the command line, a module a group of commands; reads the clock and prints

Nothing in the built site depends on the day of the build. `tests/test_architecture.py` keeps the floors.
Start with content/pages.py (what a page is), then one rule, e.g. checks/media.py, then tests/checks/image-alt-missing/.
"""
