"""What is done about the dead in the field: places, recoveries, items under codes, what was found, photographs."""
