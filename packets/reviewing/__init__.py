"""Who reviews a packet and in which role, what waits for them, who sees what, and the record."""
