"""What people decided, kept beside the source files and replayed at every build."""
