"""German text as such: words, lemmas, spelling, sound, and whether it is German at all."""
