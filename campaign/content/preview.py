"""The words that mark everything which leaves a preview build, until a person has approved the texts."""

#: Stands in the banner of every page; whatever leaves a preview build contains it.
PREVIEW_MARK = "Det här är en förhandsvisning"

#: The whole sentence, for files that are not pages.
PREVIEW_STATUS = f"{PREVIEW_MARK}. Stockholms stad har inte godkänt innehållet."

#: Stands across pictures and printed sheets.
DRAFT_MARK = "UTKAST"

#: Begins the name of every file that leaves a preview build.
DRAFT_PREFIX = "utkast-"

#: What a text says where only a responsible authority can decide; a release build refuses it.
UNDECIDED = "Inte bestämt än"

#: An attribute of everything that the editor's panel adds to a page under `campaign serve`; no built site has it.
PANEL_MARK = "data-granskning"
