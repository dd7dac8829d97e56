"""The chat in Telegram: a process of its own beside Rasa, so that neither waits for the other to start."""
