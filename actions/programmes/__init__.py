"""What an owner does with programmes that were shown: see ``actions.programmes.talk``."""
