SELECT stamp, is_sample FROM meta.snapshot
