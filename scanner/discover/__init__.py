"""Finding a tool’s documents, login and sign-up pages."""
