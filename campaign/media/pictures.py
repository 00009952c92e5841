"""The illustrations of sheets, composed for all back ends alike."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.content.illustrations import Illustration
from campaign.images.illustrations import Vocabulary, compose
from campaign.media.layout import Picture, Sheet
from campaign.schema import did_you_mean

_WHERE = "Välj ett id i docs/_data/illustrations.yml."


class IllustrationMissingError(ValueError):
    """A poster names an illustration that does not exist, or that cannot be composed; the text is in Swedish."""


def composed(name: str, scenes: Mapping[str, Illustration], vocabulary: Vocabulary, what: str) -> bytes:
    """The illustration of that id as SVG; `what` names the poster in errors. Raises IllustrationMissingError."""
    scene = scenes.get(name)
    if scene is None:
        raise IllustrationMissingError(f"{what}: bilden ”{name}” finns inte. {did_you_mean(name, scenes) or _WHERE}")
    try:
        return compose(scene, vocabulary)
    except KeyError as error:
        raise IllustrationMissingError(
            f"{what}: bilden ”{name}” använder ”{error.args[0]}”, som inte finns eller inte går att rita. "
            "Kör campaign check, som visar var felet står."
        ) from error


def illustration_of(sheet: Sheet, item: Picture, illustrations: Mapping[str, bytes]) -> bytes:
    """The item's illustration among those that have been composed. Raises IllustrationMissingError."""
    if item.illustration not in illustrations:
        instead = did_you_mean(item.illustration, illustrations) or _WHERE
        raise IllustrationMissingError(f"{sheet.name}: bilden ”{item.illustration}” finns inte. {instead}")
    return illustrations[item.illustration]
