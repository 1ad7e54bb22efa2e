"""What leaves as one file for a PC without network: the wheels, the project, and the script that installs from them."""
