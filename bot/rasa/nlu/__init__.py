"""The components of config.yml: what a message says."""
