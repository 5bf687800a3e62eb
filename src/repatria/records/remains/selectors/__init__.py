"""What doors ask of the dead in the field: by codes and numbers, one item whole, one photograph on a press."""
