"""What is done with messages: taken in, looked at, printed, carried, handed over, shown in rounds."""
