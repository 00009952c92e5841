"""Runs MkDocs: the only way from the project's Markdown to a folder of HTML."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from campaign.images.card_pool import Progress, unheard


class GeneratorError(Exception):
    """MkDocs could not make the site; the text says why."""


class _Collector(logging.Handler):
    """Keeps what MkDocs warns about, so that the reason of a strict abort can be shown."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def site_url(project: Path) -> str:
    """The site's public address, from mkdocs.yml or CAMPAIGN_SITE_URL."""
    return str(_load(project, None).site_url or "")


def _load(project: Path, output: Path | None):  # type: ignore[no-untyped-def]  # mkdocs has no types
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advertisement
    overrides = {"site_dir": str(output.resolve())} if output else {}
    try:
        return load_config(str((project / "mkdocs.yml").resolve()), **overrides)
    except MkDocsException as error:
        raise GeneratorError(f"mkdocs.yml kan inte användas: {error}") from error


def generate(project: Path, output: Path, mode: str, progress: Progress = unheard) -> None:
    """Builds every page of both variants into `output`. Raises GeneratorError with all that MkDocs warned about.

    `progress` is told of every card that is drawn.

    After a failure this process must not build again: static-i18n leaves MkDocs patched when a strict build aborts.
    """
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        config = _load(project, output)
        config.strict = True
        config.plugins["campaign"].config["mode"] = mode
        config.plugins["campaign"].progress = progress
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        raise GeneratorError("\n".join([*collector.messages, str(error)])) from error
    except TemplateError as error:
        name = getattr(error, "name", None) or getattr(error, "filename", None) or "overrides/"
        line = getattr(error, "lineno", None) or 1
        raise GeneratorError(f"{name}:{line}: Mallen kan inte användas: {error.message}") from error
    finally:
        logger.removeHandler(collector)
