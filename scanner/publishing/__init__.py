"""What leaves the catalogue: published letters, the site, dossiers, evidence for others."""
