"""The desk: the staff's pages at ``/redaktion/``, a small process beside the servers (:mod:`bot.desk.serving`)."""
