"""The area of lists from talks between the Parties: agreements, lists, lines, differences, who is kept back, what goes
out."""
