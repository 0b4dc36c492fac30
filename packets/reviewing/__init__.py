"""Who reviews a packet, in which role, what waits for them, and who sees what; the record of it all."""
