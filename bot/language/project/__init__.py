"""What the money is for: read in the words of the owner, and by meaning."""
