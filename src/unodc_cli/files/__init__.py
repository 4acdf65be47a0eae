"""Files on this machine: inputs, pipes, folders, interrupts."""
