"""The channels of credentials.yml, and who may ask how much through them."""
