"""What doors and higher rooms ask of identification: by numbers, and what is sealed each time with a leaf."""
