"""A whole record of a lesson, for tests that need one."""

from __future__ import annotations

#: Front matter, with the id left open.
RECORD = """\
lesson:
  id: {id}
  purpose: Eleverna lär sig vad lagen säger.
  years: [9, gymnasiet]
  minutes: 60
  short_minutes: 40
  prepare_minutes: 15
  subjects: [samhallskunskap]
  group: Hel klass
  material: [tavla]
  goals: [säga vad lagen säger, berätta var man får hjälp]
  curriculum: [kop-brott]
"""
