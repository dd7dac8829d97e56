"""Running the chat for years: back-ups and the way back, and a look at everything that may be wrong with a machine."""
