SELECT stamp, inputs_sha256, is_sample FROM meta.snapshot
