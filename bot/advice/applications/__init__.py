"""What the bot says about applying for one programme, and about what was received before."""
