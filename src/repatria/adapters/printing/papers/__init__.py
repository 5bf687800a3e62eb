"""A folder a paper: its form, its sheet, its texts. Nothing lists them; a new folder is a new paper."""
