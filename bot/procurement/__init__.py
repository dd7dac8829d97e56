"""The papers that a public centre is asked for, made from facts of the code: ``python -m bot.procurement FOLDER``."""
