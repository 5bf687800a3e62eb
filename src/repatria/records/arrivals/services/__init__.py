"""What may be done about nights of arrivals: devices, shifts and lines; and cards of a pad that nobody has."""
