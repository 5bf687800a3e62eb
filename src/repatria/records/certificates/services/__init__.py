"""What is done about certificates of death and lists of the dead and of graves."""
