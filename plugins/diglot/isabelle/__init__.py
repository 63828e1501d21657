"""The prover: started in `run.py` and nowhere else, and what it says, read and remembered."""
