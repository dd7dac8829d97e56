"""What a message wants, and what it refers to."""
