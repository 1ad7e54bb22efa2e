-- One row per file that was handed in, taken or not.
SELECT file, sha256, refused_rule, refused_message FROM meta.source_file ORDER BY file
