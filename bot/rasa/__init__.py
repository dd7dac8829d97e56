"""The thin parts that plug the bot into Rasa. Importing this decides what of Rasa is imported (:mod:`bot.rasa.patches.imports`)."""

from bot.rasa.patches.imports import leave_out_unused

leave_out_unused()
