"""The parts of the page of quality: who sent what, rules, what adds up, files, definitions, rows behind a number."""
