"""A ward that does not exist, written as the workbooks a real one keeps."""
