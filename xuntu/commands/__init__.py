"""What users type: one module for the commands of one purpose; arguments, progress, exit codes, no domain."""
