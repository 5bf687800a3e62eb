"""The roll's pages: today's roll and its sum, differences, sightings, the quiet, draws."""
