"""The command line: thin commands over the parts; words come from `texts/`."""
