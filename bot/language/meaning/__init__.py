"""What a sentence means, as numbers, and which class it belongs to."""
