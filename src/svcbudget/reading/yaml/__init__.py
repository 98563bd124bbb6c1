"""YAML text to plain data, with every slip named at its place."""
