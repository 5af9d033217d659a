"""The nightly job: due tools, a durable ledger, workers that may die, one writer."""
