"""Questions about applying for a programme that is talked about."""
