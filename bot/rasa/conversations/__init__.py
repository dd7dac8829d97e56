"""Conversations: answered one message at a time, once each, and stored."""
