"""The pages on which people decide about claims, one file each."""
