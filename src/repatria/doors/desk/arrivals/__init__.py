"""Nights of arrivals at the desk: the lines that came, cards of which two lines speak, shifts, devices."""
