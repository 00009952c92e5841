"""Floor 2, media: posters, screens, cards and slips, composed in millimetres and drawn as PNG and as PDF for print."""
