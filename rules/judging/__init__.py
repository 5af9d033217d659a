"""Pure judgements that several checks share. Checks do not import each other; they import these."""
