"""`_headers`: what Netlify and Cloudflare Pages read from the root of a site.

There, rules that fit the same address add up, with a comma between values of the same name. So each address has one
rule for how long it may be kept, and one policy stands for all. It has to let the search compile WebAssembly; a page
may still not, as its own meta tag forbids it and a browser obeys both.
"""

from __future__ import annotations

from pathlib import Path

from campaign.site.security import CACHE, EVERYWHERE, WORKER_POLICY, Kind, kind_of

FILE = "_headers"


def headers_file(site: Path) -> str:
    """The text of `_headers` for the built site in the folder `site`."""
    everywhere = EVERYWHERE | {"Content-Security-Policy": WORKER_POLICY}
    rules = [f"/*\n{_lines(everywhere)}", _kept("/", Kind.PAGE)]
    for entry in sorted(site.iterdir()):
        if entry.is_dir():
            rules += _folder(entry, f"/{entry.name}")
        elif entry.suffix not in (".br", ".gz") and entry.name != FILE:
            rules.append(_kept(f"/{entry.name}", kind_of(f"/{entry.name}")))
    return "# Skriven av ”campaign hosting headers”. Ändra inte här: kör kommandot igen.\n" + "\n".join(rules)


def _folder(folder: Path, path: str) -> list[str]:
    """One rule for a folder whose files are all of one kind, else one for each entry in it."""
    kinds = {kind_of(f"{path}/{file.relative_to(folder).as_posix()}") for file in _files(folder)}
    if len(kinds) == 1:
        return [_kept(f"{path}/*", *kinds)]
    rules = [_kept(f"{path}/", Kind.PAGE)] if (folder / "index.html").is_file() else []
    for entry in sorted(folder.iterdir()):
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            rules += _folder(entry, below)
        elif entry in _files(folder):
            rules.append(_kept(below, kind_of(below)))
    return rules


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")]


def _kept(path: str, kind: Kind) -> str:
    return f"{path}\n{_lines({'Cache-Control': CACHE[kind]})}"


def _lines(headers: dict[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in headers.items())
