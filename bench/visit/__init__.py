"""What a visit to a page costs, ours beside a bare one that holds the same pieces as constants."""
