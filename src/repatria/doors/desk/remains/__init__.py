"""The area of the dead in the field: places, recoveries, items under codes, what was found on them, photographs."""
