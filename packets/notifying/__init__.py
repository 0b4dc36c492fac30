"""What people are told: its kinds and words, the mails of it, and the dates told ahead."""
