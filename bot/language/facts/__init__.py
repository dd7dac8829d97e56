"""Facts read out of a sentence: numbers, money, people, places, trades, names."""
