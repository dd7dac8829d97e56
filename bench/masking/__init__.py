"""How much personal data the masking finds, and how much it takes for such that is none."""
