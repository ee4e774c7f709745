"""What is kept and shown: records to quads, the store, questions, exports and views."""
