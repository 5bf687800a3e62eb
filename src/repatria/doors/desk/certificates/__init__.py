"""The area of certificates of death, of lists of the dead and of graves, and of where each of them went."""
