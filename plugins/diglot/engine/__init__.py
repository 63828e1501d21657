"""What makes a module an engine: messages, guarded actions, conversation partners."""
