"""Where on this computer a target may not lie: what a build or an editor makes and deletes is not theirs to publish to.

A build removes all of the built site that it did not make itself, releases and all.
"""

from __future__ import annotations

from pathlib import Path

from campaign.publishing.errors import PublishError
from campaign.targets import FolderTarget, PagesTarget, Target

#: The project's own folders: where a build puts the site unless told otherwise, and the texts.
SITE, TEXTS = "site", "docs"


def refuse_own_folders(target: Target, project: Path, site: Path) -> None:
    """Raises PublishError where `target` lies in a built site (`site` or the project's own) or among the texts, or
    where `site` lies in the target. Links are followed first."""
    if not isinstance(target, FolderTarget | PagesTarget):
        return
    try:
        path = (project / target.path).resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a ring of links, before Python 3.13
        raise PublishError(f"Det går inte att följa sökvägen {target.path}. Ändra path i pyproject.toml.") from error
    for built in (site, project / SITE):
        if path.is_relative_to(built.resolve()):
            raise PublishError(f"Målet ligger i den byggda sajten ({path}). Välj en mapp utanför.")
    if path.is_relative_to((project / TEXTS).resolve()):
        raise PublishError(f"Målet ligger i texternas mapp ({path}). Välj en mapp utanför.")
    if site.resolve().is_relative_to(path):
        raise PublishError(f"Den byggda sajten {site}/ ligger i målet ({path}). Välj en annan mapp för målet.")
