"""What the benchmarks drive and measure with: a server, a browser's side of its websocket, a clock of CPU."""
