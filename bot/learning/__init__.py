"""What has to be learnt before a question can be answered, where it lies, and how far it is."""
