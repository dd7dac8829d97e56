"""What can have happened, what is asked then, and what is answered: the records, their shape in the files, their checks."""
