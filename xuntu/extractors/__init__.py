"""What a text says: documents in, records out. Pure: no RDF, no store, no clock, no network."""
