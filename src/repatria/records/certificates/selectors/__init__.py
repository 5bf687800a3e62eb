"""What a page may ask of certificates of death, and of lists of the dead and of graves."""
