"""What rows of older data bases hold in columns that came later (``bot.privacy.steps``)."""

from __future__ import annotations

NO_BOT = 0
"""Stands for the bot in rows of a time when they did not name one; the next bot that starts takes them over."""
