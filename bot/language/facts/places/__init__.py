"""Small towns, all spellings of places, and whose a place is: what ``bot.language.facts.region`` reads with."""
