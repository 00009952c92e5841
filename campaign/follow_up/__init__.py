"""Following up: access logs without personal data → counts by week → a report, beside the state of the texts.

    log_files ─ lines ─▶ counting ─▶ counts ─▶ figures ─▶ report ─▶ HTML and CSV
                             │          │         │          │
        log_format (what a line says)   │         │          editorial (the state of the texts)
              addresses (what a path is), platforms (who refers), tally
                               small_counts (what is too small to show), titles

Nothing here reads the clock, and the same logs and texts give the same bytes.
"""
