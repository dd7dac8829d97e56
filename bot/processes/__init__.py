"""The processes of a running bot: who starts, watches and ends whom, and what is done beside them."""
