"""Words of consent interfaces, one TOML file a language. Adding a language is adding a file."""
