"""A packet that is brought becomes a draft of the person who brings it: from what is known here to
a plan (`packets.importing`), and from the plan to rows."""
