"""An emergency as a case: what has happened, what is asked meanwhile, whom to call, and how the case goes on."""
