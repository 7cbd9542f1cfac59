"""Chinese news in, a knowledge graph out: who launched which programme, who works with whom, and what says so."""

__version__ = "0.1.0"
