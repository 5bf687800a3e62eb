"""How a door is served: connections with limits, requests read whole, lanes, and processes that end."""
