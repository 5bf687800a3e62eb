"""What doors ask of exchanges: agreements and lists by numbers, lines with names, who is kept back, what went out."""
