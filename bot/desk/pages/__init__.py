"""The pages, one module a subject; each gives its routes (:mod:`bot.desk.routes`)."""
