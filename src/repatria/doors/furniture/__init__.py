"""What doors share: style sheet, frame of a page, reading of text catalogues, headers. It imports no door."""
