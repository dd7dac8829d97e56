"""Looking at everything that may be wrong with a machine, and saying it in German with what to do about it."""
