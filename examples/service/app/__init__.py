"""Projects, the agents that carry out their tasks, and the people who approve them."""
