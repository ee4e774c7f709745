"""Notices written from record trees in every scheme, dress, file format and damage; round trips are tests."""
