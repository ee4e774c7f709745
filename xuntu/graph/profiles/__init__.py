"""What is known of one thing, or of a list of things, as plain records: what pages and reports are laid out from."""
