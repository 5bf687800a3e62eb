"""The notice to the Agency or the Power concerned, with the eleven items of art. 122(4)."""
