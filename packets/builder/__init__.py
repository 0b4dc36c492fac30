"""What the builder shows beside the texts that are written in it: the outline with its budgets, the
places and offers of wins, the part as it prints, findings, earlier wordings, what is unanswered."""
