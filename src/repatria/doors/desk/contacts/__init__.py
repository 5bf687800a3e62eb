"""The area of messages between him and his family: looked at, printed for the camp, handed over, answered."""
