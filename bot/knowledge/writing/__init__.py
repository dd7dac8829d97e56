"""Writing content: the text of a file with a change in it, files that are old or new and never half, one writer at a time."""
