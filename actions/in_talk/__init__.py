"""What holds only inside a talk: what is turned down of the last answer, what is asked besides, what stands beside an answer."""
