-- The file that this one most likely takes the place of: most of what that one tells, this one tells too.
SELECT other_file
FROM meta.source_overlap
WHERE file = $file AND 2 * shared_subjects > other_subjects
ORDER BY shared_subjects DESC, other_file DESC
LIMIT 1
