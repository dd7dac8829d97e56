"""Beside the sector: which trade it is, and which trades in a message are not the owner's."""
