"""The plugin that serves two variants of Swedish: which names it takes, and that mkdocs.yml passes through it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs_static_i18n.plugin import I18n
from real_site import PROJECT

from campaign.content.pages import Variant
from campaign.site.variants_plugin import VariantName, VariantsConfig, VariantsPlugin


@pytest.mark.parametrize("name", list(Variant))
def test_both_variants_are_names(name: str) -> None:
    assert VariantName(str).validate(str(name)) == name


@pytest.mark.parametrize("name", ["en", "sv-simple", "sv_SE", "LATTLAST", "lättläst", "", " sv", 7, ["sv"]])
def test_other_names_are_refused(name: object) -> None:
    with pytest.raises(ValidationError):
        VariantName(str).validate(name)


def configuration(languages: list[dict[str, object]]) -> tuple[VariantsConfig, list[str]]:
    config = VariantsConfig()
    config.load_dict({"docs_structure": "suffix", "languages": languages})
    errors, _ = config.validate()
    return config, [f"{key}: {error}" for key, error in errors]


def test_the_two_variants_are_a_configuration_without_errors() -> None:
    config, errors = configuration(
        [{"locale": "sv", "name": "Vanlig svenska", "default": True}, {"locale": "lattlast", "name": "Lättläst"}]
    )
    assert errors == []
    assert [language.locale for language in config.languages] == ["sv", "lattlast"]


@pytest.mark.parametrize("locale", ["en", "latlast"])
def test_a_misspelt_variant_is_an_error_that_says_which_there_are(locale: str) -> None:
    _, errors = configuration([{"locale": locale, "name": "x", "default": True}])
    assert len(errors) == 1 and "sv, lattlast" in errors[0] and locale in errors[0]


def test_a_variant_without_a_name_is_an_error() -> None:
    assert len(configuration([{"name": "x", "default": True}])[1]) == 1


def test_the_stock_plugin_would_refuse_the_variant() -> None:
    config = I18n.config_class()
    config.load_dict({"docs_structure": "suffix", "languages": [{"locale": "lattlast", "name": "x", "default": True}]})
    assert config.validate()[0]


@pytest.fixture(scope="module")
def loaded() -> MkDocsConfig:
    return load_config(str(PROJECT / "mkdocs.yml"))


def test_mkdocs_yml_uses_the_plugin_with_the_ordinary_variant_first(loaded: MkDocsConfig) -> None:
    plugin = loaded.plugins["campaign-variants"]
    assert isinstance(plugin, VariantsPlugin)
    assert [(language.locale, language.default) for language in plugin.config.languages] == [
        ("sv", True), ("lattlast", False),
    ]  # fmt: skip
    assert plugin.config.fallback_to_default is True and plugin.config.docs_structure == "suffix"
    assert loaded.strict is True


def test_mkdocs_yml_with_a_misspelt_variant_stops(tmp_path: Path) -> None:
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    wrong = tmp_path / "mkdocs.yml"
    wrong.write_text(re.sub(r"locale: lattlast", "locale: latlast", text), encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "overrides").mkdir()
    with pytest.raises(Abort):
        load_config(str(wrong))
