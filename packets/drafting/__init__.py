"""A first draft at once: from the rows of a packet to what is proposed, and from what its author
takes of it to rows."""
