"""How many people work in the firm: counts in numbers and words, whose they are, who helps, and who owns."""
