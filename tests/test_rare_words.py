"""Which words are rare: by frequency, through inflections and compounds."""

from __future__ import annotations

import subprocess
import sys

import pytest

from campaign.checks.rare_words import is_rare


@pytest.mark.parametrize("word", "gottgörelse ombesörja delgivning avhysning preskription subsidiär vidimera suicid "
                         "dissociation kvittning alkov konfidentiell preskriberas".split())  # fmt: skip
def test_a_rare_word_is_rare(word: str) -> None:
    assert is_rare(word)


@pytest.mark.parametrize("word", "hund hundarnas kuverten legitimationen ringklockan brandvarnare cykelställ badvakter "
                         "bussbiljett hyresvärden skolsköterska kvinnohus gatukök flickrum arbetsplatsen elbolag "
                         "chippet skölj biblioteket sms-kod a-skatt ogift".split())  # fmt: skip
def test_a_common_word_an_inflection_and_a_compound_of_common_parts_are_not(word: str) -> None:
    assert not is_rare(word)


def test_the_library_of_frequencies_is_not_imported_with_the_rules() -> None:
    code = "import sys, campaign.checks; sys.exit('wordfreq' in sys.modules or 'rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
