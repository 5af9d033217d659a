"""The list of tools: what names one, addresses, importing, the starter list."""
