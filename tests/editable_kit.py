"""A small lesson and letter with everything that their pages can hold, for the files that a teacher changes."""

from __future__ import annotations

import datetime
import hashlib
import sys

from campaign.content.lessons import Lesson
from campaign.school.kit import KitPage, KitSource, LessonKit, Publication
from campaign.school.presentation import presentation
from campaign.school.slides import read_slides
from campaign.school.word import letter_document, plan_document

PREVIEW = Publication("Raka svar", "https://exempel.se/", "", preview=True)
RELEASE = Publication("Raka svar", "https://exempel.se/", "Stockholms stad", preview=False)
CHANGED = datetime.date(2026, 11, 22)

PLAN = """
<p>Eleverna lär sig <strong>vad lagen säger</strong> &amp; <em>varför</em>. <a href="https://exempel.se/lagen/">Lagen</a>.</p>
<h2>Förbered tryggt</h2>
<ul>
<li>Ring Bris, <a href="tel:116111" class="nowrap">116 111</a>.
<ul><li>En nivå ner.<ol><li>Två nivåer ner.</li></ol></li></ul>
</li>
<li><p>Första stycket.</p><p>Andra stycket.</p></li>
</ul>
<ol start="3"><li>Tredje saken.</li><li>Fjärde saken.</li></ol>
<p>Mellan två listor.</p>
<ol><li>Ny lista.</li></ol>
<h2>Steg för steg</h2>
<h3>Inledning, 5 minuter</h3>
<p>Visa reglerna.</p>
<div class="admonition visa">
<p class="admonition-title">Så gör vi i dag</p>
<ul><li>Alla får säga pass.</li><li>Ingen berättar om sig själv.</li></ul>
</div>
<p>Säg: ”Hej.”<br>Vänta.</p>
<h3>Sant eller falskt, 12 minuter</h3>
<div class="admonition visa">
<p class="admonition-title">Tre frågor</p>
<ol><li>Vem har ansvaret?</li><li>Vem kan hjälpa?</li></ol>
<p>Skriv kort.</p>
</div>
<table>
<thead><tr><th scope="col">Svar</th><th scope="col">Säg</th></tr></thead>
<tbody><tr><td>1 är sant</td><td>Det är <strong>ett brott</strong>.</td></tr><tr><td>2</td><td></td></tr></tbody>
</table>
<ul><li>En anteckning.</li></ul>
<h3>Avslut, 5 minuter</h3>
<div class="admonition visa">
<p class="admonition-title">Vem kan du prata med?</p>
<ul><li>Kuratorn på vår skola</li><li>Bris, <a href="tel:116111" class="nowrap">116 111</a></li></ul>
</div>
<p>Stanna kvar.</p>
<h2>När det går fel</h2>
<h4>Någon skrattar</h4>
<blockquote><p>Ett citat.</p></blockquote>
<dl><dt>Koppleri</dt><dd>Att tjäna på andras sexköp.</dd></dl>
<p lang="en">Some words in <span lang="fr">autre</span> English.</p>
<div class="service">
<p class="service-name">Bris</p>
<p>Du som är under 18 år</p>
<div><a href="tel:116111">Ring <span class="nowrap">116 111</span></a></div>
</div>
"""

LETTER = """
<p>Kopiera brevet.</p>
<h2>Brevet</h2>
<p>Hej!</p>
<p>Den [datum] har [<strong>klassen</strong> 9B] en lektion. Fråga skolans kurator.</p>
<h3>Så gör vi</h3>
<ul><li>Alla får säga pass.</li></ul>
<p>[namn, ämne och hur du nås]</p>
<h2>Innan du skickar</h2>
<p>Fråga rektor.</p>
"""


def kit_page(id_: str, title: str, html: str, tag: str = "sv", **more: object) -> KitPage:
    """A page of the kit at its address on the site."""
    folder = "lattlast/" if tag == "sv-simple" else ""
    return KitPage(id_, tag, title, f"Om {title}.", f"{PREVIEW.url}{folder}{id_}/", CHANGED, html, **more)  # type: ignore[arg-type]


def lesson_kit(html: str = PLAN, title: str = "Lagen & ansvaret") -> LessonKit:
    """A lesson with this page."""
    lesson = Lesson.model_validate(
        {"id": "lagen", "purpose": "Eleverna lär sig lagen.", "years": ["9"], "minutes": 60, "short_minutes": 40,
         "prepare_minutes": 15, "subjects": ["samhallskunskap"], "group": "Hel klass", "material": ["tavla"],
         "goals": ["säga vad lagen säger", "ge ett skäl till lagen"], "curriculum": ["gy25"]}
    )  # fmt: skip
    sources = (
        KitSource(1, "Brottsbalk", "Riksdagen", "https://riksdagen.se/a?b=1&c=2"),
        KitSource(2, "Om lagen", "Polisen", "https://polisen.se/"),
    )
    return LessonKit(
        lesson=lesson,
        plan=kit_page("skola/lektioner/lagen", title, html, sources=sources, words=(("samtycke", "att vilja."),)),
        plan_simple=None,
        sheet=kit_page("skola/lektioner/lagen-elev", "Blad om lagen", "<p>Skriv.</p>"),
        sheet_simple=None,
        slides=read_slides(html),
        rows=(("Årskurs", "9"), ("Tid", "60 minuter")),
        curriculum=("Enligt läroplanen ska eleverna få veta mer.",),
        tried="Inte prövad i klass ännu.",
    )


def letter(tag: str = "sv", html: str = LETTER) -> KitPage:
    """The letter home."""
    words = (("kurator", "en person som du kan prata med."), ("rektor", "skolans chef."))
    return kit_page("skola/brev-hem", "Brev hem", html, tag, words=words)


if __name__ == "__main__":  # another process makes the same files, and says which bytes they became
    for made in (
        plan_document(lesson_kit(), PREVIEW),
        letter_document(letter(), PREVIEW),
        presentation(lesson_kit(), PREVIEW),
    ):
        sys.stdout.write(hashlib.sha256(made).hexdigest() + "\n")
