"""Hand-overs step by step, and the ground without which nobody is handed over."""
