"""Following up: access logs without personal data → counts by week → a report, beside the state of the texts.

    log_files ─ lines ─▶ counts ◀─ log_format (what a line says) ◀─ addresses (what a path is), platforms (who refers)
                           │
                           ▼
                        figures ◀─ small_counts (what is too small to show) ◀─ titles
                           │
                           ▼
                        report ─▶ HTML and CSV

Nothing here reads the clock, and the same logs and texts give the same bytes.
"""
