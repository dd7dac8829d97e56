"""Which fact of the firm is worth a question."""
