"""What the program knows, as data: YAML files, their schema, the loader that checks them, the index of names."""
