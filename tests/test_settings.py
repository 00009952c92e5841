"""Settings: a closed table in pyproject.toml, with what the environment may override."""

from __future__ import annotations

from pathlib import Path

import pytest
from real_site import PROJECT

from campaign.findings import Severity
from campaign.settings import Settings, SettingsError, load_settings


@pytest.fixture
def table() -> str:
    """The project's own pyproject.toml."""
    return (PROJECT / "pyproject.toml").read_text(encoding="utf-8")


def refused(folder: Path, text: str) -> str:
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(folder, {})
    return str(caught.value)


def test_the_shipped_settings_are_sound_and_name_no_sender(settings: Settings) -> None:
    assert settings.table.sender == ""
    assert settings.repository == ""
    assert settings.exit_url == settings.table.exit_urls[0]


def test_the_shipped_limits_are_those_of_the_language_rules(settings: Settings) -> None:
    ordinary, simple = settings.limits("om", "sv"), settings.limits("om", "lattlast")
    assert (ordinary.lix, ordinary.long_words_percent, ordinary.sentence_words) == (35, 24, 25)
    assert (simple.lix, simple.lix_warning, simple.long_words_percent, simple.sentence_words) == (25, 23, 18, 15)
    assert (simple.sentence_words_with_fact, simple.mean_sentence_words_low) == (18, 5.5)


@pytest.mark.parametrize("section", ["lagen", "yrkesverksamma"])
def test_a_harder_section_is_harder_in_ordinary_swedish_only(settings: Settings, section: str) -> None:
    assert settings.limits(section, "sv").lix == 38
    assert settings.limits(section, "sv").lix_warning == 38
    assert settings.limits(section, "sv").long_words_percent == 27
    assert settings.limits(section, "sv").sentence_words == settings.limits("om", "sv").sentence_words
    assert settings.limits(section, "lattlast") == settings.limits("om", "lattlast")


def test_a_rule_is_an_error_unless_it_is_named(settings: Settings) -> None:
    assert settings.severity("no-such-rule") is Severity.ERROR
    assert settings.severity("review-overdue", "lattlast") is Severity.WARNING


def test_a_severity_can_differ_between_the_variants(settings: Settings) -> None:
    assert settings.severity("subheading-missing", "lattlast") is Severity.ERROR
    assert settings.severity("subheading-missing", "sv") is Severity.WARNING
    assert settings.severity("subheading-missing") is Severity.WARNING


def test_the_environment_overrides_exit_and_repository() -> None:
    environment = {"CAMPAIGN_EXIT_URL": "http://127.0.0.1:1/", "CAMPAIGN_REPOSITORY": "https://git.example/a/b/"}
    found = load_settings(PROJECT, environment)
    assert found.exit_url == "http://127.0.0.1:1/"
    assert found.repository == "https://git.example/a/b"


def test_on_the_code_host_its_own_variables_name_the_repository() -> None:
    host = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "owner/name"}
    assert load_settings(PROJECT, host).repository == "https://github.com/owner/name"
    assert load_settings(PROJECT, {**host, "CAMPAIGN_REPOSITORY": "https://git.example/x"}).repository == (
        "https://git.example/x"
    )
    assert load_settings(PROJECT, {"GITHUB_REPOSITORY": "owner/name"}).repository == ""


def test_an_empty_variable_overrides_nothing(settings: Settings) -> None:
    found = load_settings(PROJECT, {"CAMPAIGN_EXIT_URL": "", "CAMPAIGN_REPOSITORY": ""})
    assert (found.exit_url, found.repository) == (settings.exit_url, settings.repository)


def test_a_missing_file_says_where_to_stand(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"finns inte\. Kör kommandot i projektets mapp"):
        load_settings(tmp_path, {})


def test_a_misspelt_setting_asks_did_you_mean(tmp_path: Path, table: str) -> None:
    text = refused(tmp_path, table.replace("sender_contact =", "sender_contakt ="))
    assert "”sender_contakt” finns inte" in text
    assert "Menade du ”sender_contact”?" in text


def test_a_misspelt_limit_asks_did_you_mean(tmp_path: Path, table: str) -> None:
    text = refused(tmp_path, table.replace("list_items = 9", "list_item = 9"))
    assert "Menade du ”list_items”?" in text


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path, table: str) -> None:
    text = refused(tmp_path, table.replace("site_name =", "sajtnamn =").replace("lix = 35\n", 'lix = "hög"\n'))
    assert "sajtnamn" in text
    assert "”site_name” saknas" in text
    assert "hög" in text


def test_a_severity_that_does_not_exist_is_refused(tmp_path: Path, table: str) -> None:
    text = refused(tmp_path, table.replace('page-too-long = "warning"', 'page-too-long = "varning"'))
    assert "page-too-long" in text
    assert "varning" in text


def test_there_must_be_a_place_to_exit_to(tmp_path: Path, table: str) -> None:
    lines = ["exit_urls = []" if row.startswith("exit_urls") else row for row in table.splitlines()]
    assert "exit_urls" in refused(tmp_path, "\n".join(lines))


def test_text_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    assert "kan inte läsas" in refused(tmp_path, "[tool.campaign\n")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes("[tool.campaign]\nsender = 'Åsa'\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="kan inte läsas"):
        load_settings(tmp_path, {})


@pytest.mark.parametrize("text", ["", "[tool]\n", "[tool.campaign]\n", "[tool]\ncampaign = 3\n", "tool = 3\n"])
def test_a_table_that_is_missing_or_no_table_is_refused_without_a_traceback(tmp_path: Path, text: str) -> None:
    assert "[tool.campaign]" in refused(tmp_path, text)
