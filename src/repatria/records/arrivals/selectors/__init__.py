"""What may be asked of nights of arrivals, and of the cards of a pad."""
