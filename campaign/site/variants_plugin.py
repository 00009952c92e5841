"""static-i18n with the locale `lattlast`, which the stock plugin refuses since it is no country's language code.

Files `x.lattlast.md` beside `x.md` give the addresses `/lattlast/…`.
"""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import ValidationError
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage
from mkdocs_static_i18n.plugin import I18n

from campaign.content.pages import Variant


class VariantName(config_options.Type[str]):
    """One of the site's variants."""

    def run_validation(self, value: object) -> str:
        """Returns the name, or raises ValidationError."""
        name = super().run_validation(value)
        if name not in set(Variant):
            raise ValidationError(f"locale must be one of {', '.join(Variant)}, not {name!r}")
        return name


class VariantLanguage(I18nPluginLanguage):  # type: ignore[misc]
    """One entry of `languages:`."""

    locale = VariantName(str)


class VariantsConfig(I18nPluginConfig):  # type: ignore[misc]
    """The options of static-i18n."""

    languages = config_options.ListOfItems(config_options.SubConfig(VariantLanguage, validate=True))


class VariantsPlugin(I18n):  # type: ignore[misc]
    """The plugin `campaign-variants`."""

    config_class = VariantsConfig
