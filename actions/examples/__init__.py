"""Examples of other firms: finding, listing, and talking about those shown."""
