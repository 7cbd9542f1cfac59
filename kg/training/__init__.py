"""Training the recogniser. Needs PyTorch; nothing else of the program does."""
