"""What the page of a week shows: its lines and what they need, what it asks beside them, the
year."""
