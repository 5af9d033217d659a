"""The catalogue as open data: CSV and JSON tables with a data package that describes them."""
