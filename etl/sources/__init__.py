"""One official form per name: `<form>.layout.yml` says where its columns are, `<form>.py` what a row of it means."""
