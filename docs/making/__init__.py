"""How the documentation is made: what is generated, what is run, and the pages of the site."""
