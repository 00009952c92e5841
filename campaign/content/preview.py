"""The words that mark everything which leaves a preview build, until a person has approved the texts."""

PREVIEW_MARK = "Förhandsvisning: Stockholms stad har inte godkänt innehållet"

#: What a text says where only a responsible authority can decide; a release build refuses it.
UNDECIDED = "Inte bestämt än"
