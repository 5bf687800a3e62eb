"""What doors share: the style sheet, the frame of a page, the reading of text catalogues, headers. It imports no door."""
