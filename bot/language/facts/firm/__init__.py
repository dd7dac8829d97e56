"""What kind of firm the owner has: the words for it, and reading them."""
