"""Following up: access logs without personal data → counts by week → a report, beside the state of the texts.

    log_files ─ lines ─▶ counting ─▶ counts ─▶ figures ─▶ report ─▶ HTML and CSV
                             │          ▲      (table, weeks, read_pages)
                             │          │                    editorial (the state of the texts)
                             └─▶ sums ──┘ whole days, week by week, each once ◀─▶ sums_file (JSON, never published)

log_format says what a line holds; addresses what a path is; platforms who refers; tally counts without growing;
small_counts knows what is too small to show; titles names the pages.

Nothing here reads the clock, and the same logs and texts give the same bytes.
"""
