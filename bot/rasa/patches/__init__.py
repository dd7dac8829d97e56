"""Where Rasa does too much: what of it is imported, how components run, how rules are looked up."""
