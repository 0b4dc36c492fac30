"""What changed between two documents of a packet. Pure."""
