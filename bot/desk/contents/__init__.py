"""The content as staff see it: kinds of records, forms made from the schema, saving, history, preview."""
