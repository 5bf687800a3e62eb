"""What is done about lists: agreements, versions, lines, differences, crossings, who is kept back, what goes out."""
