"""How the command line looks: words in two languages, help, tables, progress. Knows nothing of RDF or of texts."""
